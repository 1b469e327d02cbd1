import { randomUUID } from 'node:crypto';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { Account, Source } from '../data/types.mts';

/** Returns the events of jobs are emitted when the job ends. */
function whenDone(
	context: SimulatorContext,
	triggerId: string,
	input: Record<string, unknown>,
): void {
	context.triggers.emitLater(context.options.taskMs, triggerId, input);
}

/** Emits the event for an account that is being enabled or disabled. */
export function emitProvisioningCompleted(
	context: SimulatorContext,
	account: Account,
	command: string,
): void {
	const user = context.user();
	const { id, name, type } = account.identity;
	whenDone(context, 'idn:post-provisioning', {
		trackingNumber: randomUUID().replaceAll('-', ''),
		sources: account.sourceName,
		action: 'IdentityRefresh',
		errors: [],
		warnings: [],
		recipient: { type, id, name },
		requester: { type: 'IDENTITY', id: user.id, name: user.alias },
		accountRequests: [
			{
				source: { type: 'SOURCE', id: account.sourceId, name: account.sourceName },
				accountId: account.nativeIdentity,
				accountOperation: command.replace(/^./, (letter) => letter.toUpperCase()),
				provisioningResult: 'SUCCESS',
				provisioningTarget: account.sourceName,
				ticketId: null,
				attributeRequests: [],
			},
		],
	});
}

/** Emits the event for the aggregation of a source. */
export function emitAggregationCompleted(
	context: SimulatorContext,
	source: Source,
	counts: { total: number; added: number; changed: number },
): void {
	const now = context.options.now();
	const { total, added, changed } = counts;
	whenDone(context, 'idn:account-aggregation-completed', {
		source: { type: 'SOURCE', id: source.id, name: source.name },
		status: 'Success',
		started: new Date(now).toISOString(),
		completed: new Date(now + context.options.taskMs).toISOString(),
		errors: [],
		warnings: [],
		stats: { scanned: total, unchanged: total - added - changed, changed, added, removed: 0 },
	});
}
