import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { parseObjectBody } from '../http/parseBody.mts';
import { badRequest, notFound } from '../http/errors.mts';
import { addEmitEventRoute } from './emitEventRoute.mts';
import { parseFault } from './parseFault.mts';
import { addRecordRoutes } from './recordRoutes.mts';

/** Adds the endpoints with which other processes observe and control the simulator. */
export function addAdminRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const options = { config: { control: true } };
	const { clients, counters, faults, tokens } = context;

	addEmitEventRoute(app, context);
	addRecordRoutes(app, context);
	app.get('/_simulator/counters', options, () => counters.summary());
	app.get('/_simulator/requests', options, () => counters.requests);
	app.get('/_simulator/clients', options, () => clients.list());
	app.get('/_simulator/faults', options, () =>
		faults.list().map(({ id, fault, matched, applied }) => ({
			...fault,
			path: fault.path instanceof RegExp ? String(fault.path) : fault.path,
			id,
			matched,
			applied,
		})),
	);
	app.post('/_simulator/faults', options, (request, reply) => {
		reply.code(201);
		return { id: faults.add(parseFault(parseObjectBody(request))) };
	});
	app.delete('/_simulator/faults', options, (_request, reply) => {
		faults.clear();
		reply.code(204).send();
	});
	app.delete('/_simulator/faults/:id', options, (request, reply) => {
		const { id } = request.params as { id: string };
		if (!faults.remove(Number(id))) throw notFound('fault', id);
		reply.code(204).send();
	});
	app.post('/_simulator/reset', options, (_request, reply) => {
		context.reset();
		reply.code(204).send();
	});
	app.post('/_simulator/tokens/expire', options, (request) => {
		const { clientId, refreshTokens } = (request.body ?? {}) as Record<string, unknown>;
		if (clientId !== undefined && typeof clientId !== 'string')
			throw badRequest('"clientId" is a string.');
		if (refreshTokens) tokens.revokeRefresh(clientId);
		return { expired: tokens.expire(clientId) };
	});
	app.post('/_simulator/clients/:id/secret', options, (request) => {
		const { id } = request.params as { id: string };
		const secret = clients.rotateSecret(id);
		if (!secret) throw notFound('client with a secret', id);
		return { id, secret };
	});
}
