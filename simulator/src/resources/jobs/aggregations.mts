import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord } from '../../data/types.mts';
import { notFound } from '../../http/errors.mts';
import { parseCsv } from '../../http/csv.mts';
import { readForm } from '../../http/multipart.mts';
import { getRecordOr404 } from '../resource.mts';
import { presentNewAggregation, runTask, presentTask } from '../tasks.mts';
import { getEndTime, getState } from './job.mts';
import type { Job } from './job.mts';

const HOUR = 3_600_000;
const stateNames = {
	queued: 'STARTED',
	running: 'ACCOUNTS_COLLECTED',
	succeeded: 'COMPLETED',
	failed: 'TERMINATED',
};

/** Adds the aggregation of entitlements, and the status of account aggregations. */
export function addAggregationRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { entitlements, sources, tasks } = context.data;

	app.post('/sources/v1/:id/load-entitlements', async (request) => {
		const source = getRecordOr404(sources, request);
		const { files } = await readForm(request);
		const rows = files.file ? parseCsv(files.file.bytes.toString()) : [];
		const now = context.timestamp();
		const target = { id: source.id, type: 'APPLICATION', name: source.name };
		const type = 'CLOUD_GROUP_AGGREGATION';
		const name = 'Aggregate Entitlements';
		const family = 'entitlement-aggregation';
		const started = runTask(context, { family, type, name, target }, () => {
			for (const row of rows) {
				entitlements.add({
					name: row.displayName ?? row.name ?? row.id ?? 'Unnamed',
					attribute: 'memberOf',
					value: row.id ?? row.name ?? '',
					sourceSchemaObjectType: 'group',
					description: row.description ?? null,
					created: now,
					modified: now,
					source: { type: 'SOURCE', id: source.id, name: source.name },
					owner: source.owner,
					requestable: false,
				});
			}
		});
		return { ...presentNewAggregation(started), launched: null };
	});

	// Available during the aggregation and for an hour after it.
	app.get('/account-aggregations/v1/:id/status', (request) => {
		const task = getRecordOr404(tasks, request) as AnyRecord & { job: Job };
		const gone = context.options.now() > getEndTime(context, task.job) + HOUR;
		if (gone || task.job.family !== 'account-aggregation') throw notFound('aggregation', task.id);
		const { total = 0 } = task.attributes as { total?: number };
		const done = presentTask(context, task).completed !== null;
		return {
			start: task.launched,
			status: getState(context, task.job, stateNames),
			totalAccounts: total,
			processedAccounts: done ? total : 0,
			totalAccountsMarkedForDeletion: 0,
			deletedAccounts: 0,
			totalIdentities: total,
			processedIdentities: done ? total : 0,
		};
	});
}
