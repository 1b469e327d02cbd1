import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest, notFound } from '../../http/errors.mts';
import { patched } from '../../http/jsonPatch.mts';
import { anyToken } from '../../resources/auth.mts';
import { addList } from '../../resources/resource.mts';
import { addDelete, recordOf } from '../../resources/records.mts';
import { judgeFilter } from '../filter.mts';

const PATH = '/trigger-subscriptions/v1';
const right = 'sp:trigger-service-subscriptions';
const read = anyToken(`${right}:read`, `${right}:manage`);
const manage = anyToken(`${right}:manage`);
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

/** Alone among patches, these know no `test`. */
function refuseTests(request: FastifyRequest): void {
	const { body } = request;
	if (
		Array.isArray(body) &&
		body.some((operation: JsonObject | null) => operation?.op === 'test')
	) {
		throw badRequest('The operation "test" is not supported.');
	}
}

/** Adds trigger subscriptions; the documents know no way to get a single one but by a filter. */
export function subscriptionRoutes(app: FastifyInstance, context: TenantContext): void {
	const { subscriptions } = context.triggers;
	const written = subscriptions.written.bind(subscriptions);
	const isRecorded = () => context.options.triggerApi === 'recorded';
	addList(app, context, PATH, {
		table: subscriptions.table,
		config: read,
		fields: {
			filters: { id: 'eq', triggerId: 'eq', type: 'eq le' },
			sorters: ['triggerId', 'triggerName'],
		},
		present: written,
	});
	app.get(`${PATH}/:id`, { config: read }, (request) => {
		if (!isRecorded()) throw notFound('path', request.url);
		return written(recordOf(subscriptions.table, request));
	});
	app.post(PATH, { config: manage }, (request, reply) => {
		const body = objectBody(request);
		requireFields(body, ['triggerId', 'type']);
		reply.code(201);
		return written(subscriptions.create(body));
	});
	app.put(`${PATH}/:id`, { config: manage }, (request) => {
		const before = recordOf(subscriptions.table, request);
		return written(subscriptions.replace(before, objectBody(request)));
	});
	app.patch(`${PATH}/:id`, { config: manage }, (request) => {
		const before = recordOf(subscriptions.table, request);
		refuseTests(request);
		const after = patched(request, subscriptions.patchable(before), { mutable });
		return written(subscriptions.replace(before, after));
	});
	addDelete(app, PATH, subscriptions.table, manage);

	app.post(`${PATH}/validate-filter`, { config: manage }, (request) => {
		const body = objectBody(request);
		requireFields(body, ['input', 'filter']);
		return judgeFilter(String(body.filter), body.input);
	});
}
