import type { FastifyInstance } from 'fastify';
import { readPage, single } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import type { TenantContext } from '../simulatorContext.mts';
import { userToken } from './auth.mts';
import { standardLimits } from './resource.mts';
import { addGet } from './records.mts';

/** Adds the collections that do not page like the others. */
export function unpagedRoutes(app: FastifyInstance, context: TenantContext): void {
	const { workflows, campaignFilters } = context.data;

	// The whole list each time, whatever limit and offset say.
	const workflowRead = userToken('sp:workflow:read', 'sp:workflow:manage');
	app.get('/workflows/v1', { config: workflowRead }, () => [...workflows]);
	addGet(app, '/workflows/v1', workflows, workflowRead);

	// `start` instead of `offset`, and a wrapper around the items.
	const filterList = userToken('idn:campaign-filter:manage');
	app.get('/campaign-filters/v1', { config: filterList }, (request) => {
		const query = request.query as Query;
		const page = readPage(query, standardLimits, context.options, 'start');
		const system = single(query, 'includeSystemFilters') !== 'false';
		const all = [...campaignFilters].filter((filter) => system || !filter.isSystemFilter);
		return { items: all.slice(page.offset, page.offset + page.limit), count: all.length };
	});
	addGet(app, '/campaign-filters/v1', campaignFilters, userToken('idn:campaign-filter:read'));
}
