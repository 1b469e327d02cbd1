import type { FastifyInstance } from 'fastify';
import { filterFor } from '../filter/filter.mts';
import { readPage, single } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import type { TenantContext } from '../simulatorContext.mts';
import { objectBody, requireFields } from '../http/parseBody.mts';
import { badRequest, notFound } from '../http/errors.mts';
import { requireFile } from '../http/multipart.mts';
import { anyToken, userToken } from './auth.mts';
import { standardLimits } from './resource.mts';
import { pathId } from './records.mts';

const attributes = ['Privacy', 'Risk', 'Domain', 'Regulation', 'Region'].map((name) => ({
	key: `isc${name}`,
	name,
	multiselect: name === 'Regulation',
	status: 'active',
	type: 'governance',
	objectTypes: ['entitlement', 'role'],
	description: name,
	values: [
		{ value: 'low', name: 'Low', status: 'active' },
		{ value: 'high', name: 'High', status: 'active' },
	],
}));

/** Adds operations that answer or are asked like few others. */
export function oddShapeRoutes(app: FastifyInstance, context: TenantContext): void {
	const { accounts, identities, settings } = context.data;

	// A file in, with no answer; a file out.
	const dictionary = 'password-dictionary';
	const read = userToken('idn:password-dictionary:read', 'idn:password-dictionary:manage');
	app.get('/password-dictionary/v1', { config: read }, (_request, reply) =>
		reply.type('text/plain; charset=utf-8').send(String(settings.get(dictionary)?.text ?? '')),
	);
	const manage = userToken('idn:password-dictionary:manage');
	app.put('/password-dictionary/v1', { config: manage }, async (request, reply) => {
		const { bytes } = await requireFile(request, 'file');
		const status = settings.has(dictionary) ? 200 : 201;
		settings.set(dictionary, { text: bytes.toString() });
		return await reply.code(status).send();
	});

	// A limit, and no way to what lies behind it.
	const metadata = anyToken('idn:access-model-metadata:read', 'idn:access-model-metadata:manage');
	app.get('/access-model-metadata/v1/attributes', { config: metadata }, (request) => {
		const query = request.query as Query;
		const { limit } = readPage({ limit: single(query, 'limit') }, standardLimits, context.options);
		const filters = single(query, 'filters');
		const named = { key: 'eq', name: 'eq', type: 'eq', status: 'eq', objectTypes: 'eq' };
		const passes = filters ? filterFor(filters, { filters: named, sorters: [] }) : () => true;
		return attributes.filter(passes).slice(0, limit);
	});

	// Nothing but a boolean.
	const segments = { ...userToken('idn:data-segment:read'), experimental: true };
	app.get('/data-segments/v1/user-enabled/:id', { config: segments }, (request, reply) => {
		if (!identities.get(pathId(request))) throw notFound('identity', pathId(request));
		return reply.type('application/json').send('true');
	});

	// Open to everybody.
	app.get('/.well-known/v1/ssf-configuration', { config: { anonymous: true } }, () => ({
		spec_version: '1_0',
		issuer: context.url(),
		jwks_uri: `${context.url()}/ssf/v1/jwks`,
		delivery_methods_supported: ['urn:ietf:rfc:8935'],
	}));

	// A 207 whose items may have failed although the request did not.
	const state = anyToken('idn:accounts-state:manage', 'idn:accounts-provisioning:manage');
	for (const [command, disabled] of Object.entries({ enable: false, disable: true })) {
		app.post(`/identities-accounts/v1/${command}`, { config: state }, (request, reply) => {
			const body = objectBody(request);
			requireFields(body, ['identityIds']);
			if (!Array.isArray(body.identityIds)) throw badRequest('"identityIds" must be a list.');
			const ids = new Set(body.identityIds.map(String));
			for (const { id, identityId } of accounts) {
				if (ids.has(identityId)) accounts.update(id, { disabled });
			}
			reply.code(207);
			return [...ids].map((id) => {
				const found = identities.get(id) !== undefined;
				const message = found ? 'Accepted' : 'There is no such identity';
				return { id, statusCode: found ? 202 : 404, message };
			});
		});
	}

	// A DELETE with a body.
	const mapping = userToken('idn:identity-profile-attribute:manage');
	app.delete('/identity-attributes/v1/bulk-delete', { config: mapping }, (request, reply) => {
		const body = objectBody(request);
		requireFields(body, ['ids']);
		const before = (settings.get('identity-attributes')?.removed ?? []) as unknown[];
		settings.set('identity-attributes', { removed: [...before, ...[body.ids].flat()] });
		reply.code(204).send();
	});
	const attributeRead = anyToken(
		'idn:identity-profile-attribute:read',
		'idn:identity-profile-attribute:manage',
	);
	app.get('/identity-attributes/v1', { config: attributeRead }, () => {
		const removed = (settings.get('identity-attributes')?.removed ?? []) as unknown[];
		return ['department', 'location', 'costCenter', 'badgeNumber']
			.filter((name) => !removed.includes(name))
			.map((name) => ({
				name,
				displayName: name,
				type: 'string',
				standard: false,
				multi: false,
				searchable: true,
				system: false,
				sources: [],
			}));
	});
}
