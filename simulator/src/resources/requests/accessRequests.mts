import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { addItem, findPendingItem, parseRequestedItems } from './createAccessRequest.mts';
import { isOpen, listItems, updateItem } from './requestedItems.mts';
import type { RequestItem } from './requestedItems.mts';

const PATH = '/access-requests/v1';
const types = ['GRANT_ACCESS', 'REVOKE_ACCESS', 'MODIFY_ACCESS'];

const tracking = (item: RequestItem) => ({
	requestedFor: item.requestedFor.id,
	requestedItemsDetails: [{ type: item.type, id: item.objectId }],
	attributesHash: 0,
	accessRequestIds: [item.accessRequestId],
});

/** Adds access requests. */
export function addAccessRequestRoutes(app: FastifyInstance, context: SimulatorContext): void {
	app.post(PATH, (request) => {
		const body = parseObjectBody(request);
		const requestType = String(body.requestType ?? 'GRANT_ACCESS');
		if (!types.includes(requestType)) throw badRequest('"requestType" has an unsupported value.');
		const newRequests: object[] = [];
		const existingRequests: object[] = [];
		for (const wanted of parseRequestedItems(context, body)) {
			// A pending request isn't an error: it is listed, and nothing else happens.
			const open = findPendingItem(context, wanted, requestType);
			if (open) existingRequests.push(tracking(open));
			else newRequests.push(tracking(addItem(context, wanted, requestType)));
		}
		return { newRequests, existingRequests };
	});

	const withdraw = (items: RequestItem[], fields: Partial<RequestItem>) => {
		for (const item of items) {
			updateItem(context, item, { ...fields, cancelable: false });
			for (const id of (item.approvalIds ?? []) as string[]) context.data.approvals.remove(id);
		}
	};

	app.post(`${PATH}/cancel`, (request) => {
		const body = parseObjectBody(request);
		requireFields(body, ['accountActivityId', 'comment']);
		const items = listItems(context).filter(
			(item) => item.accessRequestId === body.accountActivityId && isOpen(context, item),
		);
		if (items.length === 0) throw badRequest('No access request of this id can be cancelled.');
		const owner = { type: 'IDENTITY', id: context.user().id, name: context.user().alias };
		const modified = context.timestamp();
		withdraw(items, {
			state: 'CANCELLED',
			cancelledRequestDetails: { comment: body.comment, owner, modified },
		});
		return {};
	});

	app.post(`${PATH}/close`, (request) => {
		const body = parseObjectBody(request);
		requireFields(body, ['accessRequestIds']);
		const ids = new Set(Array.isArray(body.accessRequestIds) ? body.accessRequestIds : []);
		const items = listItems(context).filter(
			(item) => ids.has(item.accessRequestId) && isOpen(context, item),
		);
		const completed = body.executionStatus === 'Completed' && body.completionStatus === 'Success';
		withdraw(items, { state: completed ? 'REQUEST_COMPLETED' : 'TERMINATED' });
		return {};
	});
}
