import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { badRequest } from './errors.mts';

/** Adds parsers for the content types of the API. Handlers receive other bodies as bytes. */
export function addParsers(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.register(formbody);
	app.register(multipart, { limits: { fileSize: 256 * 1024 * 1024 } });
	app.addContentTypeParser(
		['application/json', 'application/json-patch+json'],
		{ parseAs: 'string' },
		(_request, body, done) => {
			// Clients often announce JSON and send an empty body.
			if (body === '') return done(null, undefined);
			try {
				done(null, JSON.parse(body as string));
			} catch {
				done(badRequest('The body is not valid JSON.'));
			}
		},
	);
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
}
