import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import type { Account, Source } from '../data/types.mts';
import { parseCsv } from '../http/csv.mts';
import { badRequest } from '../http/errors.mts';
import { readForm } from '../http/multipart.mts';
import { aggregationCompleted } from '../triggers/taskEvents.mts';
import { anyToken } from './auth.mts';
import { takesEffect } from './jobs/job.mts';
import type { Job } from './jobs/job.mts';
import { newAccount, ownerFinder } from './createAccount.mts';
import type { OwnerFinder } from './createAccount.mts';
import { recordOf } from './records.mts';
import { newAggregation, startTask } from './tasks.mts';

function rowsOf(text: string): Record<string, string>[] {
	try {
		return parseCsv(text);
	} catch (error) {
		throw badRequest((error as Error).message);
	}
}

type Rows = Record<string, string>[];

function takeIn(context: TenantContext, source: Source, rows: Rows, findOwner: OwnerFinder) {
	const { accounts } = context.data;
	const known = new Map<string, Account>();
	for (const account of accounts) {
		if (account.sourceId === source.id) known.set(account.nativeIdentity, account);
	}
	const counts = { total: rows.length, added: 0, changed: 0 };
	for (const attributes of rows) {
		const fresh = newAccount(context, source, attributes, findOwner);
		const before = known.get(fresh.nativeIdentity);
		if (before) {
			accounts.update(before.id, { attributes, modified: fresh.modified });
			counts.changed++;
		} else {
			known.set(fresh.nativeIdentity, accounts.add(fresh));
			counts.added++;
		}
	}
	return counts;
}

/** Adds the aggregation of accounts, from a file or from the source; `uncorrelated` ones belong to nobody. */
export function loadAccountsRoute(app: FastifyInstance, context: TenantContext): void {
	const { sources, tasks } = context.data;
	const config = anyToken('idn:sources:manage');
	for (const command of ['load-accounts', 'load-uncorrelated-accounts']) {
		app.post(`/sources/v1/:id/${command}`, { config }, async (request, reply) => {
			const source = recordOf(sources, request);
			const { files, fields } = await readForm(request);
			const text = files.file?.bytes.toString();
			const isAll = command === 'load-accounts';
			if (text === undefined && (!isAll || source.connectionType === 'file')) {
				throw badRequest('The part "file" is required.');
			}
			const rows = text === undefined ? [] : rowsOf(text);
			const started = startTask(context, {
				family: 'account-aggregation',
				type: 'CLOUD_ACCOUNT_AGGREGATION',
				name: isAll ? 'Aggregate Accounts' : 'Aggregate Uncorrelated Accounts',
				target: { id: source.id, type: 'APPLICATION', name: source.name },
				attributes: { appId: source.id },
			});
			const findOwner = isAll ? ownerFinder(context) : () => undefined;
			const counts = takesEffect(started.job as Job)
				? takeIn(context, source, rows, findOwner)
				: { total: rows.length, added: 0, changed: 0 };
			if (takesEffect(started.job as Job)) aggregationCompleted(context, source, counts);
			const optimizedAggregation =
				isAll && fields.disableOptimization === 'true' ? 'disabled' : 'enabled';
			const attributes = { appId: source.id, optimizedAggregation, ...counts };
			const task = tasks.replace({ ...started, attributes });
			reply.code(202);
			return { success: true, task: newAggregation(task, Date.parse) };
		});
	}
}
