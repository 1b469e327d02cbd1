import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest, notFound } from '../../http/errors.mts';
import { applyJsonPatch } from '../../http/jsonPatch.mts';
import { sameAccessAs } from '../../resources/applyOperationFacts.mts';
import { addDelete, addList, getRecordOr404 } from '../../resources/resource.mts';
import { validateFilter } from '../filter.mts';

const PATH = '/trigger-subscriptions/v1';
const mutable = [
	'name',
	'description',
	'enabled',
	'type',
	'filter',
	'responseDeadline',
	'httpConfig',
	'eventBridgeConfig',
	'workflowConfig',
];

/** Rejects the operation `test`, which only this service doesn't support. */
function refuseTests(request: FastifyRequest): void {
	const { body } = request;
	if (
		Array.isArray(body) &&
		body.some((operation: JsonObject | null) => operation?.op === 'test')
	) {
		throw badRequest('The operation "test" is not supported.');
	}
}

/** Adds trigger subscriptions. The documents only have a list; the GET of one is recorded. */
export function addSubscriptionRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { subscriptions } = context.triggers;
	const written = subscriptions.written.bind(subscriptions);
	const isRecorded = () => context.options.triggerApi === 'recorded';
	addList(app, context, PATH, { table: subscriptions.table, present: written });
	app.get(`${PATH}/:id`, { config: sameAccessAs('GET', PATH) }, (request) => {
		if (!isRecorded()) throw notFound('path', request.url);
		return written(getRecordOr404(subscriptions.table, request));
	});
	app.post(PATH, (request) => {
		const body = parseObjectBody(request);
		requireFields(body, ['triggerId', 'type']);
		return written(subscriptions.create(body));
	});
	app.put(`${PATH}/:id`, (request) => {
		const before = getRecordOr404(subscriptions.table, request);
		return written(subscriptions.replace(before, parseObjectBody(request)));
	});
	app.patch(`${PATH}/:id`, (request) => {
		const before = getRecordOr404(subscriptions.table, request);
		refuseTests(request);
		const after = applyJsonPatch(request, subscriptions.patchable(before), { mutable });
		return written(subscriptions.replace(before, { ...after }));
	});
	addDelete(app, PATH, subscriptions.table);

	app.post(`${PATH}/validate-filter`, (request) => {
		const body = parseObjectBody(request);
		requireFields(body, ['input', 'filter']);
		return validateFilter(String(body.filter), body.input);
	});
}
