import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantContext } from '../context.mts';
import type { Account, Source } from '../data/types.mts';
import { parseCsv } from '../http/csv.mts';
import { badRequest } from '../http/errors.mts';
import { aggregationCompleted } from '../triggers/events.mts';
import { anyToken } from './access.mts';
import { newAccount, ownerFinder } from './new-account.mts';
import { recordOf } from './objects.mts';
import { startTask, taskNow } from './tasks.mts';

type Upload = { text: string | null; optimized: boolean };

async function readUpload(request: FastifyRequest): Promise<Upload> {
	const upload: Upload = { text: null, optimized: true };
	if (!request.isMultipart()) return upload;
	for await (const part of request.parts()) {
		if (part.type === 'file') {
			const bytes = await part.toBuffer();
			if (part.fieldname === 'file') upload.text = bytes.toString();
		} else if (part.fieldname === 'disableOptimization') upload.optimized = part.value !== 'true';
	}
	return upload;
}

function rowsOf(text: string): Record<string, string>[] {
	try {
		return parseCsv(text);
	} catch (error) {
		throw badRequest((error as Error).message);
	}
}

function takeIn(context: TenantContext, source: Source, rows: Record<string, string>[]) {
	const { accounts } = context.data;
	const known = new Map<string, Account>();
	for (const account of accounts) {
		if (account.sourceId === source.id) known.set(account.nativeIdentity, account);
	}
	const findOwner = ownerFinder(context);
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

/** Adds the aggregation of accounts, from a file or from the source. */
export function loadAccountsRoute(app: FastifyInstance, context: TenantContext): void {
	const config = anyToken('idn:sources:manage');
	app.post('/sources/v1/:id/load-accounts', { config }, async (request, reply) => {
		const source = recordOf(context.data.sources, request);
		const { text, optimized } = await readUpload(request);
		if (text === null && source.connectionType === 'file') {
			throw badRequest('A source fed by files needs the part "file".');
		}
		const counts = takeIn(context, source, text === null ? [] : rowsOf(text));
		const started = startTask(context, {
			type: 'CLOUD_ACCOUNT_AGGREGATION',
			name: 'Aggregate Accounts',
			target: { id: source.id, type: 'APPLICATION', name: source.name },
			attributes: {
				appId: source.id,
				optimizedAggregation: optimized ? 'enabled' : 'disabled',
				...counts,
			},
		});
		aggregationCompleted(context, source, counts);
		const task = taskNow(context, started);
		reply.code(202);
		return { success: true, task: { ...task, name: task.uniqueName } };
	});
}
