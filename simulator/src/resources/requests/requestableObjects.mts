import type { FastifyInstance } from 'fastify';
import { single } from '../../collections/pagination.mts';
import type { Query } from '../../collections/pagination.mts';
import type { Fields } from '../../filter/fields.mts';
import type { TenantContext } from '../../simulatorContext.mts';
import type { AccessProfile, Plain, Role } from '../../data/types.mts';
import { badRequest } from '../../http/errors.mts';
import { userToken } from '../auth.mts';
import { answerRecords } from '../resource.mts';
import { itemNow, itemsOf } from './requestedItems.mts';

const fields: Fields<Plain> = { filters: { id: 'eq in', name: 'eq in sw' }, sorters: ['name'] };

// Values of a list stand in one parameter, with commas between.
const listIn = (query: Query, name: string) =>
	single(query, name)?.split(',').filter(Boolean) ?? undefined;

/** What a person's requests have made of each object: the last one counts. */
function statusesOf(context: TenantContext, identityId: string): Map<string, string> {
	const statuses = new Map<string, string>();
	for (const item of itemsOf(context)) {
		if (item.requestedFor.id !== identityId) continue;
		const { state } = itemNow(context, item);
		if (state === 'EXECUTING') statuses.set(item.objectId, 'PENDING');
		if (state === 'REQUEST_COMPLETED') {
			const granted = item.requestType !== 'REVOKE_ACCESS';
			statuses.set(item.objectId, granted ? 'ASSIGNED' : 'AVAILABLE');
		}
	}
	return statuses;
}

/** Adds what can be asked for: requestable access profiles and roles as one list. */
export function requestableObjectRoutes(app: FastifyInstance, context: TenantContext): void {
	const { accessProfiles, roles, identities } = context.data;
	const form = (type: string, object: AccessProfile | Role, status: string | null): Plain => ({
		id: object.id,
		name: object.name,
		created: object.created,
		modified: object.modified,
		description: object.description,
		type,
		requestStatus: status,
		identityRequestId: null,
		ownerRef: { ...object.owner, email: identities.get(object.owner.id)?.emailAddress ?? null },
		requestCommentsRequired: type === 'ROLE',
	});

	app.get(
		'/requestable-objects/v1',
		{ config: userToken('idn:requestable-objects:read') },
		(request, reply) => {
			const query = request.query as Query;
			const identityId = single(query, 'identity-id');
			const types = listIn(query, 'types') ?? ['ACCESS_PROFILE', 'ROLE'];
			const wanted = listIn(query, 'statuses');
			if (wanted && !identityId) throw badRequest('"statuses" goes only with "identity-id".');
			const statuses = identityId ? statusesOf(context, identityId) : undefined;
			const statusOf = (id: string) => (statuses ? (statuses.get(id) ?? 'AVAILABLE') : null);
			const term = single(query, 'term')?.toLowerCase() ?? '';
			const tables = { ACCESS_PROFILE: accessProfiles, ROLE: roles };
			const found = Object.entries(tables)
				.filter(([type]) => types.includes(type))
				.flatMap(([type, table]) =>
					[...table]
						.filter(({ requestable }) => requestable)
						.map((object) => form(type, object, statusOf(object.id))),
				)
				.filter(
					(object) =>
						String(object.name).toLowerCase().includes(term) &&
						(!wanted || wanted.includes(String(object.requestStatus))),
				);
			return answerRecords(context, found, fields, request, reply);
		},
	);
}
