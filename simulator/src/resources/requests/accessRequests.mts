import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { userToken } from '../auth.mts';
import { addItem, openItem, wantedIn } from './createAccessRequest.mts';
import { isOpen, itemsOf, updateItem } from './requestedItems.mts';
import type { RequestItem } from './requestedItems.mts';

const PATH = '/access-requests/v1';
const manage = userToken('idn:access-request:manage');
const types = ['GRANT_ACCESS', 'REVOKE_ACCESS', 'MODIFY_ACCESS'];

const tracking = (item: RequestItem) => ({
	requestedFor: item.requestedFor.id,
	requestedItemsDetails: [{ type: item.type, id: item.objectId }],
	attributesHash: 0,
	accessRequestIds: [item.accessRequestId],
});

/** Adds access requests. */
export function accessRequestRoutes(app: FastifyInstance, context: TenantContext): void {
	const create = userToken('idn:access-request:manage', 'idn:access-request-self:manage');
	app.post(PATH, { config: create }, (request, reply) => {
		const body = objectBody(request);
		const requestType = String(body.requestType ?? 'GRANT_ACCESS');
		if (!types.includes(requestType)) throw badRequest('There is no such "requestType".');
		const newRequests: object[] = [];
		const existingRequests: object[] = [];
		for (const wanted of wantedIn(context, body)) {
			// What is under way already is no error: it is listed, and nothing else happens.
			const open = openItem(context, wanted, requestType);
			if (open) existingRequests.push(tracking(open));
			else newRequests.push(tracking(addItem(context, wanted, requestType)));
		}
		reply.code(202);
		return { newRequests, existingRequests };
	});

	const withdraw = (items: RequestItem[], fields: Partial<RequestItem>) => {
		for (const item of items) {
			updateItem(context, item, { ...fields, cancelable: false });
			for (const id of (item.approvalIds ?? []) as string[]) context.data.approvals.remove(id);
		}
	};

	app.post(`${PATH}/cancel`, { config: manage }, (request, reply) => {
		const body = objectBody(request);
		requireFields(body, ['accountActivityId', 'comment']);
		const items = itemsOf(context).filter(
			(item) => item.accessRequestId === body.accountActivityId && isOpen(context, item),
		);
		if (items.length === 0) throw badRequest('No access request of this id can be cancelled.');
		const owner = { type: 'IDENTITY', id: context.user().id, name: context.user().alias };
		const modified = context.timestamp();
		withdraw(items, {
			state: 'CANCELLED',
			cancelledRequestDetails: { comment: body.comment, owner, modified },
		});
		reply.code(202);
		return {};
	});

	app.post(`${PATH}/close`, { config: userToken() }, (request, reply) => {
		const body = objectBody(request);
		requireFields(body, ['accessRequestIds']);
		const ids = new Set(Array.isArray(body.accessRequestIds) ? body.accessRequestIds : []);
		const items = itemsOf(context).filter(
			(item) => ids.has(item.accessRequestId) && isOpen(context, item),
		);
		const completed = body.executionStatus === 'Completed' && body.completionStatus === 'Success';
		withdraw(items, { state: completed ? 'REQUEST_COMPLETED' : 'TERMINATED' });
		reply.code(202);
		return {};
	});
}
