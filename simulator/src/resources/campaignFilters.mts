import type { FastifyInstance } from 'fastify';
import { firstValue, readPage } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import { getOperationFacts } from '../operationFacts.mts';
import type { SimulatorContext } from '../simulatorContext.mts';
import { addGet } from './resource.mts';

const PATH = '/campaign-filters/v1';

/** Adds campaign filters: the list uses `start` instead of `offset` and wraps its items. */
export function addCampaignFilterRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { campaignFilters } = context.data;
	const { limits } = getOperationFacts('GET', PATH);
	app.get(PATH, (request) => {
		const query = request.query as Query;
		const page = readPage(query, limits, context.options, 'start');
		const system = firstValue(query, 'includeSystemFilters') !== 'false';
		const all = [...campaignFilters].filter((filter) => system || !filter.isSystemFilter);
		return { items: all.slice(page.offset, page.offset + page.limit), count: all.length };
	});
	addGet(app, PATH, campaignFilters);
}
