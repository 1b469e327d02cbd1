import type { FastifyInstance } from 'fastify';
import { single } from '../../collections/pagination.mts';
import type { Query } from '../../collections/pagination.mts';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain } from '../../data/types.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { readForm } from '../../http/multipart.mts';
import { userToken } from '../auth.mts';
import { complaintsOf, completedAt, hasResult, stateOf, takesEffect } from './job.mts';
import { configWords } from './configStateNames.mts';
import { exported, tablesOf, takeOver } from './configExport.mts';
import type { ConfigObject } from './configExport.mts';
import { addJob, jobOf } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const PATH = '/sp-config/v1';
const DAYS_KEPT = 7;
const read = userToken('sp:config:read', 'sp:config:manage');
const manage = userToken('sp:config:manage');

function parsed(text: string, what: string): JsonObject {
	try {
		return JSON.parse(text) as JsonObject;
	} catch {
		throw badRequest(`The part "${what}" is not valid JSON.`);
	}
}

/** Adds export and import of a tenant's configuration. */
export function spConfigRoutes(app: FastifyInstance, context: TenantContext): void {
	const jobNow = ({ id, job, created, description }: JobRecord, type: string) => ({
		jobId: id,
		status: stateOf(context, job, configWords),
		type,
		expiration: new Date(Date.parse(created) + DAYS_KEPT * 86_400_000).toISOString(),
		created,
		modified: completedAt(context, job) ?? created,
		description: description ?? '',
		// Missing while the job runs.
		...(completedAt(context, job) && { completed: completedAt(context, job) }),
		...(complaintsOf(context, job)[0] && { message: complaintsOf(context, job)[0] }),
	});
	const finished = (record: JobRecord) => {
		if (!hasResult(context, record.job)) throw badRequest('The job has left nothing to download.');
		return record;
	};

	app.post(`${PATH}/export`, { config: read }, (request, reply) => {
		const options = (request.body ?? {}) as JsonObject;
		const objects = exported(context, options);
		const { description } = options;
		const record = addJob(context, 'config-export', { description, options, objects });
		reply.code(202);
		return jobNow(record, 'EXPORT');
	});
	app.get(`${PATH}/export/:id`, { config: read }, (request) =>
		jobNow(jobOf(context, 'config-export', request), 'EXPORT'),
	);
	app.get(`${PATH}/export/:id/download`, { config: read }, (request) => {
		const record = finished(jobOf(context, 'config-export', request));
		const { created, description = '', options, objects } = record;
		const tenant = context.options.tenantName;
		return { version: 1, timestamp: created, tenant, description, options, objects };
	});

	app.post(`${PATH}/import`, { config: manage }, async (request, reply) => {
		const { files, fields } = await readForm(request);
		const text = files.data?.bytes.toString() ?? fields.data;
		if (text === undefined) throw badRequest('The part "data" is required.');
		const { objects } = parsed(text, 'data');
		if (!Array.isArray(objects)) throw badRequest('The part "data" holds no list "objects".');
		const { includeTypes, excludeTypes } = parsed(fields.options ?? '{}', 'options');
		const chosen = (objects as ConfigObject[]).filter(
			({ self }) =>
				(!Array.isArray(includeTypes) || includeTypes.includes(self.type)) &&
				!(Array.isArray(excludeTypes) && excludeTypes.includes(self.type)),
		);
		const record = addJob(context, 'config-import');
		const preview = single(request.query as Query, 'preview') === 'true';
		const results = takeOver(context, chosen, !preview && takesEffect(record.job));
		reply.code(202);
		return jobNow(context.data.jobs.update(record.id, { results }) as JobRecord, 'IMPORT');
	});
	app.get(`${PATH}/import/:id`, { config: manage }, (request) =>
		jobNow(jobOf(context, 'config-import', request), 'IMPORT'),
	);
	app.get(`${PATH}/import/:id/download`, { config: manage }, (request) => {
		const { results } = finished(jobOf(context, 'config-import', request)) as Plain;
		return { results };
	});

	app.get(`${PATH}/config-objects`, { config: read }, () =>
		Object.keys(tablesOf(context)).map((objectType) => ({
			objectType,
			referenceExtractors: null,
			signatureRequired: false,
			alwaysResolveById: false,
			legacyObject: false,
			onePerTenant: false,
			exportable: true,
			exportRight: 'sp:config:read',
			exportLimit: 10_000,
			importRight: 'sp:config:manage',
			importLimit: 10_000,
		})),
	);
}
