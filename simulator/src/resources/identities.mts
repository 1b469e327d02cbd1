import type { FastifyInstance } from 'fastify';
import type { Fields, Getter } from '../filter/fields.mts';
import { single } from '../collections/pagination.mts';
import type { TenantContext } from '../simulatorContext.mts';
import type { Identity } from '../data/types.mts';
import { badRequest } from '../http/errors.mts';
import { anyToken, userToken } from './auth.mts';
import { addList } from './resource.mts';
import { addDelete, addGet, recordOf } from './records.mts';

/** Whether an identity has a profile; only such are people. */
const isCorrelated = (identity: Identity) => identity.lifecycleState !== null;
const correlatedOnly = { name: 'correlated', test: isCorrelated };

const getters: Record<string, Getter<Identity>> = {
	firstname: (identity) => identity.attributes.firstname,
	lastname: (identity) => identity.attributes.lastname,
	email: (identity) => identity.emailAddress,
	cloudStatus: (identity) => identity.identityStatus,
	correlated: isCorrelated,
	protected: () => false,
};

const identityFields: Fields<Identity> = {
	filters: {
		id: 'eq in',
		name: 'eq sw',
		alias: 'eq sw',
		firstname: 'eq sw',
		lastname: 'eq sw',
		email: 'eq sw',
		cloudStatus: 'eq',
		processingState: 'eq',
		correlated: 'eq',
		protected: 'eq',
	},
	sorters: ['name', 'alias', 'cloudStatus'],
	getters,
};

const publicFields: Fields<Identity> = {
	filters: { id: 'eq in', alias: 'eq sw', email: 'eq sw', firstname: 'eq sw', lastname: 'eq sw' },
	sorters: ['name'],
	getters,
};

const publicForm = (identity: Identity) => ({
	id: identity.id,
	name: identity.name,
	alias: identity.alias,
	email: identity.emailAddress,
	status: identity.identityStatus,
	identityState: identity.lifecycleState?.stateName === 'active' ? 'ACTIVE' : 'INACTIVE_LONG_TERM',
	manager: identity.managerRef,
	attributes: ['department', 'location'].map((key) => ({
		key,
		name: key,
		value: identity.attributes[key] ?? null,
	})),
});

/** Adds identities and public identities. */
export function identityRoutes(app: FastifyInstance, context: TenantContext): void {
	const { identities } = context.data;
	const read = userToken('idn:identity:read', 'idn:identity:manage');
	const manage = anyToken('idn:identity:manage');
	addList(app, context, '/identities/v1', {
		table: identities,
		fields: identityFields,
		config: read,
		scope: (query) => {
			const wanted = single(query, 'defaultFilter') ?? 'CORRELATED_ONLY';
			if (wanted === 'NONE') return undefined;
			if (wanted !== 'CORRELATED_ONLY') throw badRequest(`There is no default filter "${wanted}".`);
			return correlatedOnly;
		},
	});
	addGet(app, '/identities/v1', identities, read);
	addDelete(app, '/identities/v1', identities, manage);
	// One of the operations that answer 202 with nothing in it.
	app.post('/identities/v1/:id/reset', { config: manage }, (request, reply) => {
		recordOf(identities, request);
		reply.code(202).send();
	});
	addList(app, context, '/public-identities/v1', {
		table: identities,
		fields: publicFields,
		config: userToken('sp:scopes:default'),
		scope: () => correlatedOnly,
		present: publicForm,
	});
}
