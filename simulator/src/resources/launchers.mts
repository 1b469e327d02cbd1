import type { FastifyInstance } from 'fastify';
import { single } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import { filterFor } from '../filter/filter.mts';
import { readPage } from '../collections/pagination.mts';
import type { TenantContext } from '../simulatorContext.mts';
import type { Plain } from '../data/types.mts';
import { badRequest } from '../http/errors.mts';
import { userToken } from './auth.mts';
import { addCreate, addDelete, addGet, addPut, recordOf } from './records.mts';

const PATH = '/launchers/v1';
const read = userToken('sp:launcher-admin:read', 'sp:launcher-user:read');
const required = ['name', 'description', 'type', 'config'];
const fields = { filters: { description: 'sw', disabled: 'eq', name: 'sw' }, sorters: [] };

/** The place that a cursor stands for; nobody outside needs to know what it says. */
const placeOf = (cursor: string): number => {
	const place = Number(Buffer.from(cursor, 'base64url').toString().replace('after:', ''));
	if (!Number.isInteger(place)) throw badRequest('The parameter "next" is no cursor of this list.');
	return place;
};
const cursorAt = (place: number) => Buffer.from(`after:${place}`).toString('base64url');

/** Adds launchers, the one collection that is read on with a cursor. */
export function launcherRoutes(app: FastifyInstance, context: TenantContext): void {
	const { launchers } = context.data;
	app.get(PATH, { config: read }, (request) => {
		const query = request.query as Query;
		const limits = { defaultLimit: 10, maxLimit: 100 };
		const { limit } = readPage({ limit: single(query, 'limit') }, limits, context.options);
		if (limit < 1) throw badRequest('The parameter "limit" must be 1 or more.');
		const filters = single(query, 'filters');
		const passes = filters ? filterFor<Plain>(filters, fields) : () => true;
		const found = [...launchers].filter(passes);
		const next = single(query, 'next');
		const start = next ? placeOf(next) : 0;
		context.counters.countPage({ route: `GET ${PATH}`, limit, offset: start });
		const end = start + limit;
		return {
			items: found.slice(start, end),
			...(end < found.length && { next: cursorAt(end) }),
		};
	});
	addGet(app, PATH, launchers, read);
	const write = userToken('sp:launcher-admin:write');
	addCreate(app, context, PATH, launchers, {
		config: write,
		required,
		defaults: () => ({ owner: { type: 'IDENTITY', id: context.user().id }, disabled: false }),
	});
	addPut(app, context, PATH, launchers, { config: write, required, kept: ['owner'] });
	addDelete(app, PATH, launchers, userToken('sp:launcher-admin:delete'));
	app.post(`${PATH}/:id/launch`, { config: userToken('sp:launcher-user:launch') }, (request) => {
		const { id, disabled } = recordOf(launchers, request);
		if (disabled) throw badRequest('The launcher is disabled.');
		return { interactiveProcessId: context.data.jobs.add({ launcherId: id }).id };
	});
}
