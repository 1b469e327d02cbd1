import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord, Reference } from '../../data/types.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { createApprovals } from './createApprovals.mts';
import { isOpen, listItems, provision } from './requestedItems.mts';
import type { RequestItem } from './requestedItems.mts';

export interface RequestedItem {
	identity: Reference;
	object: AnyRecord;
	type: string;
	item: JsonObject;
}

const getList = (value: unknown) => (Array.isArray(value) ? value : []) as JsonObject[];
const MOST_ITEMS = 25;

function getPerson(context: SimulatorContext, id: unknown): Reference {
	const person = context.data.identities.get(String(id));
	if (!person) throw badRequest(`"${String(id)}" in "requestedFor" names no identity.`);
	return { type: 'IDENTITY', id: person.id, name: person.name };
}

function getObject(context: SimulatorContext, { type, id }: JsonObject): AnyRecord {
	const { accessProfiles, entitlements, roles } = context.data;
	const tables = { ACCESS_PROFILE: accessProfiles, ROLE: roles, ENTITLEMENT: entitlements };
	const object = tables[type as keyof typeof tables]?.get(String(id));
	if (!object) throw badRequest(`There is no ${String(type)} with the id "${String(id)}".`);
	return object;
}

/** Returns each requested object for each identity of a body. */
export function parseRequestedItems(context: SimulatorContext, body: JsonObject): RequestedItem[] {
	const each = getList(body.requestedForWithRequestedItems);
	const groups = each.length
		? each.map((one) => ({ ids: [one.identityId], items: getList(one.requestedItems) }))
		: [
				{
					ids: (Array.isArray(body.requestedFor) ? body.requestedFor : []) as unknown[],
					items: getList(body.requestedItems),
				},
			];
	const wanted = groups.flatMap(({ ids, items }) => {
		if (items.length > MOST_ITEMS) throw badRequest(`More than ${MOST_ITEMS} items are requested.`);
		return ids.flatMap((id) =>
			items.map((item) => ({
				identity: getPerson(context, id),
				object: getObject(context, item),
				type: String(item.type),
				item,
			})),
		);
	});
	if (wanted.length === 0)
		throw badRequest('"requestedFor" and "requestedItems" must not be empty.');
	return wanted;
}

/** Returns the pending item for the same object and identity; there is at most one. */
export function findPendingItem(
	context: SimulatorContext,
	{ identity, object }: RequestedItem,
	requestType: string,
) {
	return listItems(context).find(
		(item) =>
			item.requestedFor.id === identity.id &&
			item.objectId === object.id &&
			item.requestType === requestType &&
			isOpen(context, item),
	);
}

/** Creates a requested item, which waits for its approvals. */
export function addItem(
	context: SimulatorContext,
	wanted: RequestedItem,
	requestType: string,
): RequestItem {
	const { identity, object, type, item } = wanted;
	const now = context.timestamp();
	const user = context.data.identities.get(context.user().id);
	const requester = {
		type: 'IDENTITY',
		id: context.user().id,
		name: user?.name ?? context.user().alias,
	};
	const comment = { comment: item.comment ?? null, created: now, author: requester };
	const { accessRequests } = context.data;
	const record = accessRequests.add({
		objectId: object.id,
		name: object.name,
		type,
		accessRequestId: accessRequests.idAt(1_000_000 + accessRequests.end),
		state: 'EXECUTING',
		requestType,
		created: now,
		modified: now,
		requester,
		requestedFor: identity,
		requesterComment: item.comment ? comment : null,
		errorMessages: [],
		cancelable: true,
		clientMetadata: item.clientMetadata ?? null,
		removeDate: item.removeDate ?? null,
	}) as RequestItem;
	const approvals = createApprovals(context, record, object);
	const approvalIds = approvals.map(({ id }) => id);
	accessRequests.update(record.id, { accountActivityItemId: record.id, approvalIds });
	if (approvals.length === 0) provision(context, record);
	return accessRequests.get(record.id) as RequestItem;
}
