import type { chain } from '../../test/e2e/support/workflows.mts';
import { httpRequest, isc } from '../../test/e2e/support/workflows.mts';
import { EVENTS_SEARCH } from './eventsSearch.mts';

type NodeInput = Parameters<typeof chain>[number];

/** Our search node, reading all events in the order of their ids. */
export const iscSearch = (
	credentialId: string,
	options: Record<string, unknown> = {},
	parameters: Record<string, unknown> = { returnAll: true },
): NodeInput => ({
	...isc(credentialId, {}),
	type: 'n8n-nodes-sailpoint-isc.iscSearch',
	parameters: {
		operation: 'search',
		// The client that it is compared with returns all fields.
		simplify: false,
		indices: EVENTS_SEARCH.indices,
		query: EVENTS_SEARCH.query.query,
		sort: { sorter: EVENTS_SEARCH.sort.map((field) => ({ field, descending: false })) },
		...parameters,
		options,
	},
});

/**
 * n8n's HTTP Request node, reading all events: each page from the id of the last document before it, until one
 * is empty. The first request has no such id; the expression then gives nothing, and n8n leaves it out.
 */
export function httpSearch(credentialId: string, tenantUrl: string, pageSize: number): NodeInput {
	const node = httpRequest(credentialId, `${tenantUrl}/search/v1`);
	return {
		...node,
		parameters: {
			...node.parameters,
			method: 'POST',
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'limit', value: String(pageSize) }] },
			sendBody: true,
			contentType: 'json',
			specifyBody: 'json',
			jsonBody: JSON.stringify(EVENTS_SEARCH),
			options: {
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: {
							parameters: [
								{
									type: 'body',
									name: 'searchAfter',
									value: '={{ $pageCount > 0 ? [$response.body.at(-1).id] : undefined }}',
								},
							],
						},
						paginationCompleteWhen: 'responseIsEmpty',
					},
				},
			},
		},
	};
}
