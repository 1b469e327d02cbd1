import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { firstValue } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import type { SimulatorContext } from '../simulatorContext.mts';
import { parseObjectBody, requireFields } from '../http/parseBody.mts';
import type { JsonObject } from '../http/parseBody.mts';
import { getPathId } from './resource.mts';
import { badRequest, notFound } from '../http/errors.mts';
import type { Client } from '../oauth/clients.mts';

const PATH = '/personal-access-tokens/v1';

/** Returns the expiration date of a new token. The body must ask explicitly for a token without one. */
function expiryIn(context: SimulatorContext, body: JsonObject): string | undefined {
	const { expirationDate, userAwareTokenNeverExpires } = body;
	if (expirationDate === undefined || expirationDate === null) {
		if (userAwareTokenNeverExpires === true) return undefined;
		throw badRequest('"userAwareTokenNeverExpires" must be true where "expirationDate" is empty.');
	}
	const moment = Date.parse(String(expirationDate));
	if (!(moment > context.options.now())) {
		throw badRequest('"expirationDate" must be a date in the future.');
	}
	return new Date(moment).toISOString();
}

/** Adds personal access tokens, which are OAuth clients. */
export function addPersonalAccessTokenRoutes(
	app: FastifyInstance,
	context: SimulatorContext,
): void {
	const isPat = (client: Client) =>
		client.userContext && client.grants.includes('client_credentials');
	const written = (client: Client) => ({
		id: client.id,
		name: client.name,
		scope: client.scopes,
		owner: { type: 'IDENTITY', id: context.user().id, name: context.user().alias },
		created: '2025-01-15T09:00:00.000Z',
		lastUsed: null,
		managed: false,
		accessTokenValiditySeconds: context.options.tokenLifetimeSeconds,
		expirationDate: client.expires ?? null,
		userAwareTokenNeverExpires: client.expires === undefined,
	});

	// The list ignores limit and offset, and is always complete.
	app.get(PATH, (request) => {
		const owner = firstValue(request.query as Query, 'owner-id');
		const mine = !owner || owner === 'me' || owner === context.user().id;
		return mine ? context.clients.list().filter(isPat).map(written) : [];
	});
	app.post(PATH, (request) => {
		const body = parseObjectBody(request);
		requireFields(body, ['name']);
		const expires = expiryIn(context, body);
		const client = context.clients.add({
			id: randomBytes(16).toString('hex'),
			name: String(body.name),
			secret: randomBytes(32).toString('hex'),
			userContext: true,
			grants: ['client_credentials'],
			scopes: Array.isArray(body.scope) ? body.scope.map(String) : ['sp:scopes:all'],
			redirectUris: [],
			expires,
		});
		return { ...written(client), created: context.timestamp(), secret: client.secret };
	});
	app.delete(`${PATH}/:id`, (request, reply) => {
		const client = context.clients.get(getPathId(request));
		if (!client || !isPat(client)) throw notFound('personal access token', getPathId(request));
		context.clients.remove(client.id);
		reply.send();
	});
}
