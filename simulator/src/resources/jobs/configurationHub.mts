import type { FastifyInstance } from 'fastify';
import { createFilter } from '../../filter/filter.mts';
import { firstValue } from '../../collections/pagination.mts';
import type { Query } from '../../collections/pagination.mts';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { readForm } from '../../http/multipart.mts';
import { configStateNames } from './configStateNames.mts';
import { getErrorMessages, getCompletionDate, hasResult, getState } from './job.mts';
import { addJob, getJobOr404, listJobs } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const BACKUPS = '/configuration-hub/v1/backups/uploads';
const DEPLOYS = '/configuration-hub/v1/deploys';

/** Adds the jobs of configuration hub: uploads of backups, and deploys. */
export function addConfigurationHubRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const jobNow = ({ id, job, created }: JobRecord) => ({
		jobId: id,
		status: getState(context, job, configStateNames),
		requesterName: context.user().alias,
		fileExists: hasResult(context, job),
		created,
		modified: getCompletionDate(context, job) ?? created,
		completed: getCompletionDate(context, job),
		cloudStorageStatus: hasResult(context, job) ? 'SYNCED' : 'NOT_SYNCED',
	});

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
	// The list has no pagination.
	app.get(BACKUPS, (request) => {
		const filters = firstValue(request.query as Query, 'filters');
		const all = listJobs(context, 'config-backup').map(backupNow);
		const fields = { filters: { status: 'eq' }, sorters: [] };
		return filters ? all.filter(createFilter(filters, fields)) : all;
	});
	app.post(BACKUPS, async (request) => {
		const { files, fields } = await readForm(request);
		if (!files.data || !fields.name) throw badRequest('The parts "data" and "name" are required.');
		let objects: unknown;
		try {
			({ objects } = JSON.parse(files.data.bytes.toString()) as { objects?: unknown });
		} catch {
			throw badRequest('The part "data" is not valid JSON.');
		}
		const count = Array.isArray(objects) ? objects.length : 0;
		return backupNow(addJob(context, 'config-backup', { name: fields.name, objects: count }));
	});
	app.get(`${BACKUPS}/:id`, (request) => backupNow(getJobOr404(context, 'config-backup', request)));
	app.delete(`${BACKUPS}/:id`, (request, reply) => {
		context.data.jobs.remove(getJobOr404(context, 'config-backup', request).id);
		reply.send();
	});

	const deployNow = (record: JobRecord) => ({
		...jobNow(record),
		type: 'CONFIG_DEPLOY_DRAFT',
		message: getErrorMessages(context, record.job)[0] ?? '',
		draftId: record.draftId,
		draftName: `Draft ${String(record.draftId)}`,
	});
	app.get(DEPLOYS, () => ({
		items: listJobs(context, 'config-deploy').map(deployNow),
	}));
	app.post(DEPLOYS, (request) => {
		const body = parseObjectBody(request);
		requireFields(body, ['draftId']);
		return deployNow(addJob(context, 'config-deploy', { draftId: body.draftId }));
	});
	app.get(`${DEPLOYS}/:id`, (request) => deployNow(getJobOr404(context, 'config-deploy', request)));
}
