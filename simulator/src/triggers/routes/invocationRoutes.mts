import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { Table } from '../../data/table.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import {
	badRequest,
	newTrackingId,
	notFound,
	RawResponse,
	standardError,
} from '../../http/errors.mts';
import { sameAccessAs } from '../../resources/applyOperationFacts.mts';
import { getPathId, pageTable } from '../../resources/resource.mts';
import { findTrigger, findInputError, findOutputError } from '../catalogue/catalogue.mts';
import { getInvocationStatus } from '../invocations.mts';
import type { Triggers } from '../triggers.mts';

const PATH = '/trigger-invocations/v1';

function readTest(request: FastifyRequest, isRecorded: boolean) {
	const body = parseObjectBody(request);
	requireFields(body, ['triggerId', 'contentJson']);
	const trigger = findTrigger(body.triggerId);
	if (!trigger) throw badRequest(`Trigger "${body.triggerId}" doesn't exist.`);
	const { contentJson, input, subscriptionIds } = body;
	for (const [field, value] of Object.entries({ contentJson, input })) {
		if (value !== undefined && (typeof value !== 'object' || Array.isArray(value))) {
			throw badRequest(`The field "${field}" must be an object.`);
		}
	}
	if (subscriptionIds !== undefined && !Array.isArray(subscriptionIds)) {
		throw badRequest('The field "subscriptionIds" must be a list.');
	}
	const problem = isRecorded && input ? findInputError(trigger.id, input) : undefined;
	if (problem) throw badRequest(problem);
	return {
		trigger,
		test: {
			contentJson: contentJson as JsonObject,
			input: (input ?? undefined) as JsonObject | undefined,
			subscriptionIds: subscriptionIds?.map(String),
		},
	};
}

/** Returns the error of tenants for an invocation that is unknown or has ended. */
const noReference = () =>
	new RawResponse(400, {
		...standardError(400, newTrackingId()),
		detailCode: '400.1.404 Referenced object not found',
	});

function complete({ invocations }: Triggers, request: FastifyRequest, isRecorded: boolean): void {
	const invocation = invocations.get(getPathId(request));
	if (!invocation || (isRecorded && invocation.completed !== null)) {
		throw isRecorded ? noReference() : notFound('trigger invocation', getPathId(request));
	}
	const body = parseObjectBody(request);
	requireFields(body, ['secret']);
	if (body.secret !== invocation.secret)
		throw badRequest('The secret is not that of the invocation.');
	if (!('output' in body) && !(isRecorded && body.error))
		throw badRequest('The field "output" is required.');
	const { trigger, completed } = invocation;
	if (trigger.type !== 'REQUEST_RESPONSE') throw badRequest('The trigger expects no answer.');
	if (completed !== null) throw badRequest('The invocation has already been completed.');
	const { output, error } = body;
	const problem = error ? undefined : findOutputError(trigger.id, output);
	if (problem) throw badRequest(problem);
	invocations.finish(invocation, { output, error: error ? String(error) : null });
}

/** Adds test events, the status of invocations, and their completion. */
export function addInvocationRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { triggers } = context;
	const isRecorded = () => context.options.triggerApi === 'recorded';
	app.post(`${PATH}/test`, (request, reply) => {
		const { trigger, test } = readTest(request, isRecorded());
		const started = triggers.test(trigger, test);
		if (!started.length) return reply.code(204).send();
		return started.map(({ id, secret, contentJson }) => ({
			...{ id, triggerId: trigger.id, secret, contentJson },
		}));
	});

	app.get(`${PATH}/status`, (request, reply) => {
		const listed = triggers.invocations
			.latest()
			.map((one) => getInvocationStatus(one, isRecorded()));
		// Created for each request, because the list changes with the clock.
		const table = new Table('invocation', listed.length, context.options.seed, (index) => {
			return listed[index] as (typeof listed)[number];
		});
		return pageTable(context, { table }, request, reply);
	});

	app.get(`${PATH}/status/:id`, { config: sameAccessAs('GET', `${PATH}/status`) }, (request) => {
		const invocation = triggers.invocations.get(getPathId(request));
		if (!invocation || !isRecorded()) throw notFound('trigger invocation', getPathId(request));
		return getInvocationStatus(invocation, true);
	});

	// The secret authenticates the subscriber, so a token and its scopes do not count.
	const config = { tokenOptional: true, scopes: undefined };
	app.post(`${PATH}/:id/complete`, { config }, (request, reply) => {
		complete(triggers, request, isRecorded());
		reply.send();
	});
}
