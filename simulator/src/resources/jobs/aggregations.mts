import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain } from '../../data/types.mts';
import { notFound } from '../../http/errors.mts';
import { parseCsv } from '../../http/csv.mts';
import { readForm } from '../../http/multipart.mts';
import { userToken } from '../auth.mts';
import { recordOf } from '../records.mts';
import { newAggregation, runTask, taskNow } from '../tasks.mts';
import { endOf, stateOf } from './job.mts';
import type { Job } from './job.mts';

const HOUR = 3_600_000;
const words = {
	queued: 'STARTED',
	running: 'ACCOUNTS_COLLECTED',
	succeeded: 'COMPLETED',
	failed: 'TERMINATED',
};

/** Adds the aggregation of entitlements, and how far one of accounts has come. */
export function aggregationRoutes(app: FastifyInstance, context: TenantContext): void {
	const { entitlements, sources, tasks } = context.data;

	const manage = userToken('idn:entitlement:manage');
	app.post('/sources/v1/:id/load-entitlements', { config: manage }, async (request, reply) => {
		const source = recordOf(sources, request);
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
		reply.code(202);
		return { ...newAggregation(started), launched: null };
	});

	// Known while the aggregation runs and for an hour after.
	app.get('/account-aggregations/v1/:id/status', { config: userToken() }, (request) => {
		const task = recordOf(tasks, request) as Plain & { job: Job };
		const gone = context.options.now() > endOf(context, task.job) + HOUR;
		if (gone || task.job.family !== 'account-aggregation') throw notFound('aggregation', task.id);
		const { total = 0 } = task.attributes as { total?: number };
		const done = taskNow(context, task).completed !== null;
		return {
			start: task.launched,
			status: stateOf(context, task.job, words),
			totalAccounts: total,
			processedAccounts: done ? total : 0,
			totalAccountsMarkedForDeletion: 0,
			deletedAccounts: 0,
			totalIdentities: total,
			processedIdentities: done ? total : 0,
		};
	});
}
