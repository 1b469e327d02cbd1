import type { chain } from '../../test/e2e/support/workflows.mts';
import { httpRequest, isc } from '../../test/e2e/support/workflows.mts';

type NodeInput = Parameters<typeof chain>[number];

const PAGE = 250;

/** Our node, reading all accounts. */
export const iscList = (credentialId: string, options: Record<string, unknown> = {}): NodeInput =>
	isc(credentialId, { method: 'GET', path: '/accounts/v1', returnAll: true, options });

/** Our node, reading one account for each input item. */
export const iscEach = (credentialId: string, options: Record<string, unknown> = {}): NodeInput =>
	isc(credentialId, { method: 'GET', path: '=/accounts/v1/{{ $json.id }}', options });

/**
 * n8n's HTTP Request node, reading all accounts the way a careful user sets it up: pages as large as ISC gives
 * them, the end known by a short page, no pause where the latency alone keeps below the rate limit.
 */
export function httpList(credentialId: string, tenantUrl: string): NodeInput {
	const node = httpRequest(credentialId, `${tenantUrl}/accounts/v1`);
	return {
		...node,
		typeVersion: 4.5,
		parameters: {
			...node.parameters,
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'limit', value: String(PAGE) }] },
			options: {
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: {
							parameters: [{ type: 'qs', name: 'offset', value: `={{ $pageCount * ${PAGE} }}` }],
						},
						paginationCompleteWhen: 'other',
						completeExpression: `={{ $response.body.length < ${PAGE} }}`,
					},
				},
			},
		},
	};
}

/** n8n's HTTP Request node, reading one account for each input item; batched if told so. */
export function httpEach(
	credentialId: string,
	tenantUrl: string,
	batch?: { batchSize: number; batchInterval: number },
): NodeInput {
	const node = httpRequest(credentialId, `=${tenantUrl}/accounts/v1/{{ $json.id }}`);
	const options = batch ? { batching: { batch } } : {};
	return { ...node, typeVersion: 4.5, parameters: { ...node.parameters, options } };
}

/** Counts the items and the different ones among them: what is read must be complete. */
export const summary: NodeInput = {
	name: 'Summary',
	type: 'n8n-nodes-base.summarize',
	typeVersion: 1.1,
	parameters: {
		fieldsToSummarize: {
			values: [
				{ aggregation: 'count', field: 'id' },
				{ aggregation: 'countUnique', field: 'id' },
			],
		},
		options: {},
	},
};

/** @throws Error unless the summary counts so many records, all different */
export function expectComplete(answer: Record<string, unknown>, records: number): void {
	const { count_id: count, unique_count_id: unique } = answer;
	if (count !== records || unique !== records) {
		throw new Error(
			`${records} records were expected, ${count} came, ${unique} of them different.`,
		);
	}
}
