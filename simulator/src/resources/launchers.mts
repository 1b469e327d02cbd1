import type { FastifyInstance } from 'fastify';
import { firstValue, readPage } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import { queryRecords } from '../collections/queryRecords.mts';
import { getOperationFacts } from '../operationFacts.mts';
import type { SimulatorContext } from '../simulatorContext.mts';
import { badRequest } from '../http/errors.mts';
import { addCreate, addDelete, addGet, addReplace, getRecordOr404 } from './resource.mts';

const PATH = '/launchers/v1';
// The documents also require `disabled`, which is false unless given.
const required = ['name', 'description', 'type', 'config'];
const facts = getOperationFacts('GET', PATH);

/** Returns the position after which a page starts; the cursor is opaque to clients. */
const parseCursor = (cursor: string): number => {
	const position = Number(Buffer.from(cursor, 'base64url').toString().replace('after:', ''));
	if (!Number.isInteger(position)) {
		throw badRequest('The parameter "next" is not a cursor of this list.');
	}
	return position;
};
const formatCursor = (position: number) => Buffer.from(`after:${position}`).toString('base64url');

/** Adds launchers, the only collection with cursor pagination. */
export function addLauncherRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { launchers } = context.data;
	app.get(PATH, (request) => {
		const query = request.query as Query;
		const { limit } = readPage(
			{ limit: firstValue(query, 'limit') },
			facts.limits,
			context.options,
		);
		if (limit < 1) throw badRequest('The parameter "limit" must be 1 or more.');
		const found = queryRecords([...launchers], query, facts);
		const next = firstValue(query, 'next');
		const start = next ? parseCursor(next) : 0;
		context.counters.countPage({ route: `GET ${PATH}`, limit, offset: start });
		const end = start + limit;
		return {
			items: found.slice(start, end),
			...(end < found.length && { next: formatCursor(end) }),
		};
	});
	addGet(app, PATH, launchers);
	addCreate(app, context, PATH, launchers, {
		required,
		defaults: () => ({ owner: { type: 'IDENTITY', id: context.user().id }, disabled: false }),
	});
	addReplace(app, context, PATH, launchers, { required, kept: ['owner'] });
	addDelete(app, PATH, launchers);
	app.post(`${PATH}/:id/launch`, (request) => {
		const { id, disabled } = getRecordOr404(launchers, request);
		if (disabled) throw badRequest('The launcher is disabled.');
		return { interactiveProcessId: context.data.jobs.add({ launcherId: id }).id };
	});
}
