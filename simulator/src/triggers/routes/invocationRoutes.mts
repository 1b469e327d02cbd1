import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { Table } from '../../data/table.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import {
	badRequest,
	newTrackingId,
	notFound,
	RawAnswer,
	standardError,
} from '../../http/errors.mts';
import { anyToken } from '../../resources/auth.mts';
import { answerList } from '../../resources/resource.mts';
import { pathId } from '../../resources/records.mts';
import { findTrigger, inputProblem, outputProblem } from '../catalogue/catalogue.mts';
import { statusOf } from '../invocations.mts';
import type { Triggers } from '../triggers.mts';

const PATH = '/trigger-invocations/v1';
const right = 'sp:trigger-service-invocation-status';

function readTest(request: FastifyRequest, isRecorded: boolean) {
	const body = objectBody(request);
	requireFields(body, ['triggerId', 'contentJson']);
	const trigger = findTrigger(body.triggerId);
	if (!trigger) throw badRequest(`There is no trigger with the id "${body.triggerId}".`);
	const { contentJson, input, subscriptionIds } = body;
	for (const [field, value] of Object.entries({ contentJson, input })) {
		if (value !== undefined && (typeof value !== 'object' || Array.isArray(value))) {
			throw badRequest(`The field "${field}" must be an object.`);
		}
	}
	if (subscriptionIds !== undefined && !Array.isArray(subscriptionIds)) {
		throw badRequest('The field "subscriptionIds" must be a list.');
	}
	const problem = isRecorded && input ? inputProblem(trigger.id, input) : undefined;
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

/** What real tenants answer about an invocation that is unknown or has ended. */
const noReference = () =>
	new RawAnswer(400, {
		...standardError(400, newTrackingId()),
		detailCode: '400.1.404 Referenced object not found',
	});

function complete({ invocations }: Triggers, request: FastifyRequest, isRecorded: boolean): void {
	const invocation = invocations.get(pathId(request));
	if (!invocation || (isRecorded && invocation.completed !== null)) {
		throw isRecorded ? noReference() : notFound('trigger invocation', pathId(request));
	}
	const body = objectBody(request);
	requireFields(body, ['secret']);
	if (body.secret !== invocation.secret)
		throw badRequest('The secret is not that of the invocation.');
	if (!('output' in body) && !(isRecorded && body.error))
		throw badRequest('The field "output" is required.');
	const { trigger, completed } = invocation;
	if (trigger.type !== 'REQUEST_RESPONSE') throw badRequest('The trigger expects no answer.');
	if (completed !== null) throw badRequest('The invocation has already been completed.');
	const { output, error } = body;
	const problem = error ? undefined : outputProblem(trigger.id, output);
	if (problem) throw badRequest(problem);
	invocations.finish(invocation, { output, error: error ? String(error) : null });
}

/** Adds test events, what became of events, and the answers that come later. */
export function invocationRoutes(app: FastifyInstance, context: TenantContext): void {
	const { triggers } = context;
	const isRecorded = () => context.options.triggerApi === 'recorded';
	app.post(`${PATH}/test`, { config: anyToken(`${right}:manage`) }, (request, reply) => {
		const { trigger, test } = readTest(request, isRecorded());
		const started = triggers.test(trigger, test);
		if (!started.length) return reply.code(204).send();
		return started.map(({ id, secret, contentJson }) => ({
			...{ id, triggerId: trigger.id, secret, contentJson },
		}));
	});

	const read = anyToken(`${right}:read`, `${right}:manage`);
	app.get(`${PATH}/status`, { config: read }, (request, reply) => {
		const listed = triggers.invocations.latest().map((one) => statusOf(one, isRecorded()));
		// Made anew each time: what is listed changes with the clock alone.
		const table = new Table('invocation', listed.length, context.options.seed, (index) => {
			return listed[index] as (typeof listed)[number];
		});
		const fields = {
			filters: { triggerId: 'eq', subscriptionId: 'eq' },
			sorters: ['triggerId', 'subscriptionName', 'created', 'completed'],
		};
		return answerList(context, { table, fields, config: read }, request, reply);
	});

	app.get(`${PATH}/status/:id`, { config: read }, (request) => {
		const invocation = triggers.invocations.get(pathId(request));
		if (!invocation || !isRecorded()) throw notFound('trigger invocation', pathId(request));
		return statusOf(invocation, true);
	});

	// The secret authenticates the subscriber.
	app.post(`${PATH}/:id/complete`, { config: { tokenOptional: true } }, (request, reply) => {
		complete(triggers, request, isRecorded());
		reply.code(204).send();
	});
}
