import type { FastifyRequest } from 'fastify';
import { single } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';

/** The id of the person whom a query parameter names; `me` is the person behind the token. */
export function personIn(request: FastifyRequest, name: string): string | undefined {
	const given = single(request.query as Query, name);
	return given === 'me' ? request.caller?.user?.id : given;
}
