import type { FastifyInstance } from 'fastify';
import { single } from '../../collections/pagination.mts';
import type { TenantContext } from '../../simulatorContext.mts';
import { userToken } from '../auth.mts';
import { addList } from '../resource.mts';
import { personIn } from '../currentUser.mts';
import { itemNow, shown } from './requestedItems.mts';
import type { RequestItem } from './requestedItems.mts';

const order = 'ge gt le lt ne';

/** Adds the status of access requests, which changes with time alone. */
export function requestStatusRoutes(app: FastifyInstance, context: TenantContext): void {
	const { accessRequests } = context.data;
	addList(app, context, '/access-request-status/v1', {
		table: accessRequests,
		config: userToken('idn:access-request-status:read'),
		fields: {
			filters: {
				accessRequestId: `eq sw ${order}`,
				accountActivityItemId: 'eq in ge gt le ne sw',
				created: `eq ${order}`,
			},
			sorters: ['created', 'modified', 'accountActivityItemId', 'name'],
		},
		scope: (query, request) => {
			const target = personIn(request, 'requested-for');
			const requester = personIn(request, 'requested-by');
			const either = personIn(request, 'regarding-identity');
			const assigned = personIn(request, 'assigned-to');
			const state = single(query, 'request-state');
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
						(!state || itemNow(context, item).state === state)
					);
				},
			};
		},
		present: (record) => shown(context, record as RequestItem),
	});
}
