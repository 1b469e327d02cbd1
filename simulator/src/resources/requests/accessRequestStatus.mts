import type { FastifyInstance } from 'fastify';
import { firstValue } from '../../collections/pagination.mts';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { addList } from '../resource.mts';
import { getIdentityParameter } from '../currentUser.mts';
import { presentItem, shown } from './requestedItems.mts';
import type { RequestItem } from './requestedItems.mts';

/** Adds the status of access requests. */
export function addAccessRequestStatusRoutes(
	app: FastifyInstance,
	context: SimulatorContext,
): void {
	const { accessRequests } = context.data;
	addList(app, context, '/access-request-status/v1', {
		table: accessRequests,
		baseFilter: (query, request) => {
			const target = getIdentityParameter(request, 'requested-for');
			const requester = getIdentityParameter(request, 'requested-by');
			const either = getIdentityParameter(request, 'regarding-identity');
			const assigned = getIdentityParameter(request, 'assigned-to');
			const state = firstValue(query, 'request-state');
			const isAssigned = (item: RequestItem) =>
				((item.approvalIds ?? []) as string[]).some(
					(id) => (context.data.approvals.get(id)?.owner as { id: string })?.id === assigned,
				);
			return {
				name: JSON.stringify([target, requester, either, assigned, state, context.options.now()]),
				test: (record) => {
					const item = record as RequestItem;
					const ids = [item.requestedFor.id, item.requester.id];
					return (
						(!target || ids[0] === target) &&
						(!requester || ids[1] === requester) &&
						(!either || ids.includes(either)) &&
						(!assigned || isAssigned(item)) &&
						(!state || presentItem(context, item).state === state)
					);
				},
			};
		},
		present: (record) => shown(context, record as RequestItem),
	});
}
