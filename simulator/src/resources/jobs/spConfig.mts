import type { FastifyInstance } from 'fastify';
import { firstValue } from '../../collections/pagination.mts';
import type { Query } from '../../collections/pagination.mts';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord } from '../../data/types.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { readForm } from '../../http/multipart.mts';
import { getErrorMessages, getCompletionDate, hasResult, getState, willSucceed } from './job.mts';
import { configStateNames } from './configStateNames.mts';
import { exportObjects, getTables, importObjects } from './configExport.mts';
import type { ConfigObject } from './configExport.mts';
import { addJob, getJobOr404 } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const PATH = '/sp-config/v1';
const DAYS_KEPT = 7;

function parsed(text: string, what: string): JsonObject {
	try {
		return JSON.parse(text) as JsonObject;
	} catch {
		throw badRequest(`The part "${what}" is not valid JSON.`);
	}
}

/** Adds export and import of a tenant's configuration. */
export function addSpConfigRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const jobNow = ({ id, job, created, description }: JobRecord, type: string) => ({
		jobId: id,
		status: getState(context, job, configStateNames),
		type,
		expiration: new Date(Date.parse(created) + DAYS_KEPT * 86_400_000).toISOString(),
		created,
		modified: getCompletionDate(context, job) ?? created,
		description: description ?? '',
		// Missing while the job runs.
		...(getCompletionDate(context, job) && { completed: getCompletionDate(context, job) }),
		...(getErrorMessages(context, job)[0] && { message: getErrorMessages(context, job)[0] }),
	});
	const finished = (record: JobRecord) => {
		if (!hasResult(context, record.job)) throw badRequest('The job has left nothing to download.');
		return record;
	};

	app.post(`${PATH}/export`, (request) => {
		const options = (request.body ?? {}) as JsonObject;
		const objects = exportObjects(context, options);
		const { description } = options;
		const record = addJob(context, 'config-export', { description, options, objects });
		return jobNow(record, 'EXPORT');
	});
	app.get(`${PATH}/export/:id`, (request) =>
		jobNow(getJobOr404(context, 'config-export', request), 'EXPORT'),
	);
	app.get(`${PATH}/export/:id/download`, (request) => {
		const record = finished(getJobOr404(context, 'config-export', request));
		const { created, description = '', options, objects } = record;
		const tenant = context.options.tenantName;
		return { version: 1, timestamp: created, tenant, description, options, objects };
	});

	app.post(`${PATH}/import`, async (request) => {
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
		const preview = firstValue(request.query as Query, 'preview') === 'true';
		const results = importObjects(context, chosen, !preview && willSucceed(record.job));
		return jobNow(context.data.jobs.update(record.id, { results }) as JobRecord, 'IMPORT');
	});
	app.get(`${PATH}/import/:id`, (request) =>
		jobNow(getJobOr404(context, 'config-import', request), 'IMPORT'),
	);
	app.get(`${PATH}/import/:id/download`, (request) => {
		const { results } = finished(getJobOr404(context, 'config-import', request)) as AnyRecord;
		return { results };
	});

	app.get(`${PATH}/config-objects`, () =>
		Object.keys(getTables(context)).map((objectType) => ({
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
