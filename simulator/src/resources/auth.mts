import type { FastifyContextConfig } from 'fastify';

/** Scopes of an operation that a token of either kind may call. */
export const anyToken = (...scopes: string[]): FastifyContextConfig => ({ scopes });

/** Scopes of an operation that only a token with a person behind it may call. */
export const userToken = (...scopes: string[]): FastifyContextConfig => ({
	scopes,
	userOnly: true,
});
