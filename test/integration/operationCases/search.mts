import type { Case } from './types.mts';

const identities = { indices: ['identities'], query: { query: '*' }, sort: ['id'] };

/** Search. Its pages are requested in the body, and only a header contains its count. */
export const search: Case[] = [
	{
		id: 'searchPostV1',
		body: () => identities,
		sees: 'POST /search/v1',
		count: 40,
		gives: { _type: 'identity' },
	},
	{
		id: 'searchCountV1',
		body: () => identities,
		more: { options: { responseFormat: 'full' } },
		sees: 'POST /search/v1/count',
		gives: { statusCode: 204, headers: { 'x-total-count': '40' } },
	},
	{
		id: 'searchGetV1',
		path: (data) => ['identities', data.identities.idAt(0)],
		sees: 'GET /search/v1/:1/:2',
		leaves: ({ path, items }) => expect(items[0]!.id).toBe(path[1]),
	},
	{
		id: 'searchAggregateV1',
		body: () => ({
			...identities,
			aggregationsDsl: { kinds: { terms: { field: 'status', size: 5 } } },
		}),
		sees: 'POST /search/v1/aggregate',
		leaves: ({ items }) => expect(items[0]).toHaveProperty('aggregations'),
	},
];
