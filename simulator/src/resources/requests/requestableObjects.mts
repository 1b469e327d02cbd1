import type { FastifyInstance } from 'fastify';
import { firstValue } from '../../collections/pagination.mts';
import type { Query } from '../../collections/pagination.mts';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AccessProfile, AnyRecord, Role } from '../../data/types.mts';
import { badRequest } from '../../http/errors.mts';
import { pageRecords } from '../resource.mts';
import { presentItem, listItems } from './requestedItems.mts';

// The values of a list are in one parameter, separated by commas.
const listIn = (query: Query, name: string) =>
	firstValue(query, name)?.split(',').filter(Boolean) ?? undefined;

/** Returns the status of each object for an identity; the last request counts. */
function getStatuses(context: SimulatorContext, identityId: string): Map<string, string> {
	const statuses = new Map<string, string>();
	for (const item of listItems(context)) {
		if (item.requestedFor.id !== identityId) continue;
		const { state } = presentItem(context, item);
		if (state === 'EXECUTING') statuses.set(item.objectId, 'PENDING');
		if (state === 'REQUEST_COMPLETED') {
			const granted = item.requestType !== 'REVOKE_ACCESS';
			statuses.set(item.objectId, granted ? 'ASSIGNED' : 'AVAILABLE');
		}
	}
	return statuses;
}

/** Adds requestable objects: requestable access profiles and roles in one list. */
export function addRequestableObjectRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { accessProfiles, roles, identities } = context.data;
	const form = (type: string, object: AccessProfile | Role, status: string | null): AnyRecord => ({
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

	app.get('/requestable-objects/v1', (request, reply) => {
		const query = request.query as Query;
		const identityId = firstValue(query, 'identity-id');
		const types = listIn(query, 'types') ?? ['ACCESS_PROFILE', 'ROLE'];
		const wanted = listIn(query, 'statuses');
		if (wanted && !identityId) throw badRequest('"statuses" goes only with "identity-id".');
		const statuses = identityId ? getStatuses(context, identityId) : undefined;
		const getInvocationStatus = (id: string) =>
			statuses ? (statuses.get(id) ?? 'AVAILABLE') : null;
		const term = firstValue(query, 'term')?.toLowerCase() ?? '';
		const tables = { ACCESS_PROFILE: accessProfiles, ROLE: roles };
		const found = Object.entries(tables)
			.filter(([type]) => types.includes(type))
			.flatMap(([type, table]) =>
				[...table]
					.filter(({ requestable }) => requestable)
					.map((object) => form(type, object, getInvocationStatus(object.id))),
			)
			.filter(
				(object) =>
					String(object.name).toLowerCase().includes(term) &&
					(!wanted || wanted.includes(String(object.requestStatus))),
			);
		return pageRecords(context, found, request, reply);
	});
}
