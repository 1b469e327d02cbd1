import type { FastifyInstance } from 'fastify';

/** Adds the specification of parameter storage, which reads a header of its own and returns only headers. */
export function addParameterStorageRoutes(app: FastifyInstance): void {
	app.get('/parameter-storage/v1/specification', (request, reply) => {
		reply.header('content-language', request.headers['accept-language'] ?? 'en').send();
	});
}
