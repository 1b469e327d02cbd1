import type { FastifyInstance } from 'fastify';
import { filterFor } from '../../filter/filter.mts';
import { single } from '../../collections/pagination.mts';
import type { Query } from '../../collections/pagination.mts';
import type { TenantContext } from '../../simulatorContext.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { readForm } from '../../http/multipart.mts';
import { userToken } from '../auth.mts';
import { configWords } from './configStateNames.mts';
import { complaintsOf, completedAt, hasResult, stateOf } from './job.mts';
import { addJob, jobOf, jobsOf } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const BACKUPS = '/configuration-hub/v1/backups/uploads';
const DEPLOYS = '/configuration-hub/v1/deploys';

/** Adds what configuration hub does in its own time: uploads of backups, and deploys. */
export function configurationHubRoutes(app: FastifyInstance, context: TenantContext): void {
	const jobNow = ({ id, job, created }: JobRecord) => ({
		jobId: id,
		status: stateOf(context, job, configWords),
		requesterName: context.user().alias,
		fileExists: hasResult(context, job),
		created,
		modified: completedAt(context, job) ?? created,
		completed: completedAt(context, job),
		cloudStorageStatus: hasResult(context, job) ? 'SYNCED' : 'NOT_SYNCED',
	});

	const backupRead = userToken('sp:config-backup:read', 'sp:config-backup:manage');
	const backupManage = userToken('sp:config-backup:manage');
	const backupNow = (record: JobRecord) => ({
		...jobNow(record),
		type: 'BACKUP',
		tenant: context.options.tenantName,
		name: record.name,
		userCanDelete: true,
		isPartial: false,
		backupType: 'UPLOADED',
		totalObjectCount: record.objects,
	});
	// No paging here, and a bare array.
	app.get(BACKUPS, { config: backupRead }, (request) => {
		const filters = single(request.query as Query, 'filters');
		const all = jobsOf(context, 'config-backup').map(backupNow);
		const fields = { filters: { status: 'eq' }, sorters: [] };
		return filters ? all.filter(filterFor(filters, fields)) : all;
	});
	app.post(BACKUPS, { config: backupManage }, async (request, reply) => {
		const { files, fields } = await readForm(request);
		if (!files.data || !fields.name) throw badRequest('The parts "data" and "name" are required.');
		let objects: unknown;
		try {
			({ objects } = JSON.parse(files.data.bytes.toString()) as { objects?: unknown });
		} catch {
			throw badRequest('The part "data" is not valid JSON.');
		}
		const count = Array.isArray(objects) ? objects.length : 0;
		reply.code(202);
		return backupNow(addJob(context, 'config-backup', { name: fields.name, objects: count }));
	});
	app.get(`${BACKUPS}/:id`, { config: backupRead }, (request) =>
		backupNow(jobOf(context, 'config-backup', request)),
	);
	app.delete(`${BACKUPS}/:id`, { config: backupManage }, (request, reply) => {
		context.data.jobs.remove(jobOf(context, 'config-backup', request).id);
		reply.code(204).send();
	});

	const deployRead = userToken('sp:config-deploy:read', 'sp:config-deploy:manage');
	const deployNow = (record: JobRecord) => ({
		...jobNow(record),
		type: 'CONFIG_DEPLOY_DRAFT',
		message: complaintsOf(context, record.job)[0] ?? '',
		draftId: record.draftId,
		draftName: `Draft ${String(record.draftId)}`,
	});
	app.get(DEPLOYS, { config: deployRead }, () => ({
		items: jobsOf(context, 'config-deploy').map(deployNow),
	}));
	app.post(DEPLOYS, { config: userToken('sp:config-deploy:manage') }, (request, reply) => {
		const body = objectBody(request);
		requireFields(body, ['draftId']);
		reply.code(202);
		return deployNow(addJob(context, 'config-deploy', { draftId: body.draftId }));
	});
	app.get(`${DEPLOYS}/:id`, { config: deployRead }, (request) =>
		deployNow(jobOf(context, 'config-deploy', request)),
	);
}
