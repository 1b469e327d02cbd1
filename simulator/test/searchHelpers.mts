import type { Simulator } from '../src/server.mts';
import { session } from './helpers.mts';
import type { Failure } from './helpers.mts';

export interface Hit {
	id: string;
	name: string;
	_type: string;
	[field: string]: unknown;
}
export interface SearchRequest {
	indices?: string[];
	[part: string]: unknown;
}

/** Ways to search a tenant as one of the known clients. */
export async function searcher(
	tenant: Simulator,
	client: 'pat' | 'apiClient' | 'narrowPat' = 'pat',
) {
	const { send, post, get } = await session(tenant, client);
	const search = <T = Hit[],>(body: SearchRequest, query = '') =>
		post<T>(`/search/v1${query}`, body);
	const find = async (query: string, more: SearchRequest = {}) => {
		const body = { indices: ['identities'], query: { query }, ...more };
		return (await search(body, '?limit=10000')).body;
	};
	return {
		send,
		get,
		post,
		search,
		/** Hits of a query string, among identities unless said otherwise. */
		find,
		names: async (query: string, more?: SearchRequest) =>
			(await find(query, more)).map(({ name }) => name),
		count: async (query: string, more: SearchRequest = {}) => {
			const body = { indices: ['identities'], query: { query }, ...more };
			const { headers } = await post('/search/v1/count', body);
			return Number(headers.get('x-total-count'));
		},
		refusal: async (body: SearchRequest, query = '') => {
			const answer = await search<Failure>(body, query);
			return { status: answer.status, ...answer.body };
		},
		aggregate: async (body: SearchRequest) =>
			post<{ aggregations: Record<string, never>; hits: Hit[] }>(
				'/search/v1/aggregate?limit=0',
				body,
			),
	};
}
