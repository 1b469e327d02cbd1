import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { Account, Source } from '../data/types.mts';
import { parseCsv } from '../http/csv.mts';
import { badRequest } from '../http/errors.mts';
import { readForm } from '../http/multipart.mts';
import { emitAggregationCompleted } from '../triggers/taskEvents.mts';
import { willSucceed } from './jobs/job.mts';
import type { Job } from './jobs/job.mts';
import { buildNewAccount, createOwnerFinder } from './createAccount.mts';
import type { OwnerFinder } from './createAccount.mts';
import { getRecordOr404 } from './resource.mts';
import { presentNewAggregation, startTask } from './tasks.mts';

function getRows(text: string): Record<string, string>[] {
	try {
		return parseCsv(text);
	} catch (error) {
		throw badRequest((error as Error).message);
	}
}

type Rows = Record<string, string>[];

function importAccounts(
	context: SimulatorContext,
	source: Source,
	rows: Rows,
	findOwner: OwnerFinder,
) {
	const { accounts } = context.data;
	const known = new Map<string, Account>();
	for (const account of accounts) {
		if (account.sourceId === source.id) known.set(account.nativeIdentity, account);
	}
	const counts = { total: rows.length, added: 0, changed: 0 };
	for (const attributes of rows) {
		const fresh = buildNewAccount(context, source, attributes, findOwner);
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

/** Adds the aggregation of accounts from a file or from the source; `uncorrelated` accounts have no identity. */
export function addAggregateAccountsRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { sources, tasks } = context.data;
	for (const command of ['load-accounts', 'load-uncorrelated-accounts']) {
		app.post(`/sources/v1/:id/${command}`, async (request) => {
			const source = getRecordOr404(sources, request);
			const { files, fields } = await readForm(request);
			const text = files.file?.bytes.toString();
			const isAll = command === 'load-accounts';
			if (text === undefined && (!isAll || source.connectionType === 'file')) {
				throw badRequest('The part "file" is required.');
			}
			const rows = text === undefined ? [] : getRows(text);
			const started = startTask(context, {
				family: 'account-aggregation',
				type: 'CLOUD_ACCOUNT_AGGREGATION',
				name: isAll ? 'Aggregate Accounts' : 'Aggregate Uncorrelated Accounts',
				target: { id: source.id, type: 'APPLICATION', name: source.name },
				attributes: { appId: source.id },
			});
			const findOwner = isAll ? createOwnerFinder(context) : () => undefined;
			const counts = willSucceed(started.job as Job)
				? importAccounts(context, source, rows, findOwner)
				: { total: rows.length, added: 0, changed: 0 };
			if (willSucceed(started.job as Job)) emitAggregationCompleted(context, source, counts);
			const optimizedAggregation =
				isAll && fields.disableOptimization === 'true' ? 'disabled' : 'enabled';
			const attributes = { appId: source.id, optimizedAggregation, ...counts };
			const task = tasks.replace({ ...started, attributes });
			return { success: true, task: presentNewAggregation(task, Date.parse) };
		});
	}
}
