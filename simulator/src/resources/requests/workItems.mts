import type { FastifyInstance } from 'fastify';
import { firstValue } from '../../collections/pagination.mts';
import type { Query } from '../../collections/pagination.mts';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord } from '../../data/types.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { addGet, addList, getRecordOr404 } from '../resource.mts';

const PATH = '/work-items/v1';
// The documents don't name a scope, so that of the whole API applies.
const isOpen = ({ state }: AnyRecord) => state === 'Pending';
const isDone = (item: AnyRecord) => !isOpen(item);

/** Adds work items. */
export function addWorkItemRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { workItems, identities } = context.data;
	const owned = (query: Query) => {
		const everyone = context.options.workItems === 'everyone';
		const owner = firstValue(query, 'ownerId') ?? (everyone ? undefined : context.user().id);
		return (item: AnyRecord) => owner === undefined || item.ownerId === owner;
	};
	const count = (query: Query, test: (item: AnyRecord) => boolean) =>
		[...workItems].filter((item) => owned(query)(item) && test(item)).length;

	for (const [path, test] of [
		[PATH, isOpen],
		[`${PATH}/completed`, isDone],
	] as const) {
		addList(app, context, path, {
			table: workItems,
			baseFilter: (query) => ({
				name: `${path} ${firstValue(query, 'ownerId')} ${context.options.workItems}`,
				test: (item) => owned(query)(item) && test(item),
			}),
		});
	}
	app.get(`${PATH}/count`, (request) => ({
		count: count(request.query as Query, isOpen),
	}));
	app.get(`${PATH}/completed/count`, (request) => ({
		count: count(request.query as Query, isDone),
	}));
	app.get(`${PATH}/summary`, (request) => {
		const query = request.query as Query;
		const [open, completed] = [count(query, isOpen), count(query, isDone)];
		return { open, completed, total: open + completed };
	});
	addGet(app, PATH, workItems);

	const pending = (item: AnyRecord) => {
		if (isDone(item)) throw badRequest('The work item is done already.');
		return item;
	};
	app.post(`${PATH}/:id`, (request) => {
		const { id } = pending(getRecordOr404(workItems, request));
		const now = context.timestamp();
		return workItems.update(id, { state: 'Finished', completed: now, modified: now });
	});
	// The response is empty.
	app.post(`${PATH}/:id/forward`, (request, reply) => {
		const { id } = pending(getRecordOr404(workItems, request));
		const body = parseObjectBody(request);
		requireFields(body, ['targetOwnerId', 'comment']);
		const owner = identities.get(String(body.targetOwnerId));
		if (!owner) throw badRequest('The field "targetOwnerId" names no identity.');
		const modified = context.timestamp();
		workItems.update(id, { ownerId: owner.id, ownerName: owner.name, modified });
		reply.send();
	});
}
