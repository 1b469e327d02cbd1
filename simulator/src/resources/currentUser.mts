import type { FastifyRequest } from 'fastify';
import { firstValue } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';

/** Returns the ID of the identity that a query parameter names; `me` is the user of the token. */
export function getIdentityParameter(request: FastifyRequest, name: string): string | undefined {
	const omitUndefined = firstValue(request.query as Query, name);
	return omitUndefined === 'me' ? request.caller?.user?.id : omitUndefined;
}
