import type { FastifyInstance } from 'fastify';
import { ApiError, RawResponse } from '../http/errors.mts';
import { legacyVersion } from './version.mts';

/** Rejects requests to experimental operations without the header, and marks responses of deprecated ones. */
export function requireExperimentalHeader(app: FastifyInstance): void {
	app.addHook('onRequest', (request, reply, done) => {
		const { experimental, deprecated } = request.routeOptions.config;
		if (deprecated) reply.header('x-deprecated', 'true');
		if (!experimental) return done();
		// v3 never had experimental operations.
		if (legacyVersion(request.originalUrl) === 'v3') return done(new ApiError(404));
		const header = String(request.headers['x-sailpoint-experimental'] ?? '').toLowerCase();
		if (header === 'true') return done();
		done(new RawResponse(400, { error: 'Experimental Header is missing or invalid.' }));
	});
}
