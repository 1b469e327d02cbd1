import type { FastifyInstance } from 'fastify';
import type { Getter } from '../filter/fields.mts';
import { firstValue } from '../collections/pagination.mts';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { Identity } from '../data/types.mts';
import { badRequest } from '../http/errors.mts';
import { addDelete, addGet, addList, getRecordOr404 } from './resource.mts';

/** Returns whether an identity has a profile. */
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
export function addIdentityRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { identities } = context.data;
	addList(app, context, '/identities/v1', {
		table: identities,
		getters,
		baseFilter: (query) => {
			const wanted = firstValue(query, 'defaultFilter') ?? 'CORRELATED_ONLY';
			if (wanted === 'NONE') return undefined;
			if (wanted !== 'CORRELATED_ONLY') throw badRequest(`Unknown default filter: "${wanted}".`);
			return correlatedOnly;
		},
	});
	addGet(app, '/identities/v1', identities);
	addDelete(app, '/identities/v1', identities);
	// The response is empty.
	app.post('/identities/v1/:id/reset', (request, reply) => {
		getRecordOr404(identities, request);
		reply.send();
	});
	addList(app, context, '/public-identities/v1', {
		table: identities,
		getters,
		baseFilter: () => correlatedOnly,
		present: publicForm,
	});
}
