import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import type { FastifyInstance } from 'fastify';
import { badRequest } from './errors.mts';

/** Teaches the server the kinds of body that the API knows; others reach a handler as bytes. */
export function addParsers(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.register(formbody);
	app.register(multipart, { limits: { fileSize: 256 * 1024 * 1024 } });
	app.addContentTypeParser(
		['application/json', 'application/json-patch+json'],
		{ parseAs: 'string' },
		(_request, body, done) => {
			// Callers often announce JSON and send nothing.
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
