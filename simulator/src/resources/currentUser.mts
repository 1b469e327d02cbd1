import type { FastifyRequest } from 'fastify';
import { firstValue } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';

/** The id of the person whom a query parameter names; `me` is the person behind the token. */
export function getIdentityParameter(request: FastifyRequest, name: string): string | undefined {
	const omitUndefined = firstValue(request.query as Query, name);
	return omitUndefined === 'me' ? request.caller?.user?.id : omitUndefined;
}
