import type { FastifyInstance } from 'fastify';
import { single } from '../../collections/pagination.mts';
import type { Query } from '../../collections/pagination.mts';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain } from '../../data/types.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { userToken } from '../auth.mts';
import { addList } from '../resource.mts';
import { addGet, recordOf } from '../records.mts';

const PATH = '/work-items/v1';
// The documents name no scope, so that those of the whole API hold.
const config = userToken('sp:scopes:all');
const isOpen = ({ state }: Plain) => state === 'Pending';
const isDone = (item: Plain) => !isOpen(item);

/** Adds work items. */
export function workItemRoutes(app: FastifyInstance, context: TenantContext): void {
	const { workItems, identities } = context.data;
	const owned = (query: Query) => {
		const everyone = context.options.workItems === 'everyone';
		const owner = single(query, 'ownerId') ?? (everyone ? undefined : context.user().id);
		return (item: Plain) => owner === undefined || item.ownerId === owner;
	};
	const count = (query: Query, test: (item: Plain) => boolean) =>
		[...workItems].filter((item) => owned(query)(item) && test(item)).length;

	for (const [path, test] of [
		[PATH, isOpen],
		[`${PATH}/completed`, isDone],
	] as const) {
		addList(app, context, path, {
			table: workItems,
			config,
			fields: { filters: {}, sorters: [] },
			scope: (query) => ({
				name: `${path} ${single(query, 'ownerId')} ${context.options.workItems}`,
				test: (item) => owned(query)(item) && test(item),
			}),
		});
	}
	app.get(`${PATH}/count`, { config }, (request) => ({
		count: count(request.query as Query, isOpen),
	}));
	app.get(`${PATH}/completed/count`, { config }, (request) => ({
		count: count(request.query as Query, isDone),
	}));
	app.get(`${PATH}/summary`, { config }, (request) => {
		const query = request.query as Query;
		const [open, completed] = [count(query, isOpen), count(query, isDone)];
		return { open, completed, total: open + completed };
	});
	addGet(app, PATH, workItems, config);

	const pending = (item: Plain) => {
		if (isDone(item)) throw badRequest('The work item is done already.');
		return item;
	};
	app.post(`${PATH}/:id`, { config }, (request) => {
		const { id } = pending(recordOf(workItems, request));
		const now = context.timestamp();
		return workItems.update(id, { state: 'Finished', completed: now, modified: now });
	});
	// Answers 200 with nothing in it.
	app.post(`${PATH}/:id/forward`, { config }, (request, reply) => {
		const { id } = pending(recordOf(workItems, request));
		const body = objectBody(request);
		requireFields(body, ['targetOwnerId', 'comment']);
		const owner = identities.get(String(body.targetOwnerId));
		if (!owner) throw badRequest('The field "targetOwnerId" names no identity.');
		const modified = context.timestamp();
		workItems.update(id, { ownerId: owner.id, ownerName: owner.name, modified });
		reply.code(200).send();
	});
}
