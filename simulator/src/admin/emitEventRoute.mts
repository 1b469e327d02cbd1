import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { parseObjectBody, requireFields } from '../http/parseBody.mts';
import type { JsonObject } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';
import { findTrigger } from '../triggers/catalogue/catalogue.mts';

/** Adds the endpoint that emits an event. Without an input, the event is the trigger's example. */
export function addEmitEventRoute(app: FastifyInstance, context: SimulatorContext): void {
	app.post('/_simulator/events', { config: { control: true } }, (request, reply) => {
		const body = parseObjectBody(request);
		requireFields(body, ['triggerId']);
		const { triggerId, input } = body;
		if (!findTrigger(triggerId)) throw badRequest(`Trigger "${triggerId}" doesn't exist.`);
		if (input !== undefined && (typeof input !== 'object' || !input || Array.isArray(input))) {
			throw badRequest('"input" is an object.');
		}
		reply.code(201);
		return { invocationIds: context.triggers.emit(String(triggerId), input as JsonObject) };
	});
}
