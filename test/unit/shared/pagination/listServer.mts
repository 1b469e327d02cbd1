import type { ApiResponse, ApiRequest } from '../../../../nodes/shared/api/types.ts';
import { ApiError } from '../../../../nodes/shared/api/errors/errors.ts';
import type { PaginationOptions } from '../../../../nodes/shared/pagination/page.ts';
import { paginate } from '../../../../nodes/shared/pagination/paginate.ts';
import { buildSampleResponse } from '../api/samples.mts';

export interface ListServer {
	/** Number of records. */
	size: number;
	/** Maximum page size. */
	cap?: number;
	/** Status and text of the response to an offset past the end. Default: an empty page. */
	pastEnd?: [status: number, text: string];
	/** Whether the list returns a total on request. */
	counts?: boolean;
	ignores?: Array<'limit' | 'offset'>;
	/** Name of the field that contains the list. */
	wrappedIn?: string;
}

export const createRecords = (size: number) => Array.from({ length: size }, (_, id) => ({ id }));

/** Creates a list like those of ISC that records the queries. */
export function createListServer(server: ListServer) {
	const { size, cap = 250, pastEnd, counts = true, ignores = [], wrappedIn } = server;
	const queries: Array<ApiRequest['query']> = [];

	async function send({ query }: ApiRequest): Promise<ApiResponse> {
		queries.push(query);
		const offset = ignores.includes('offset') ? 0 : Number(query.offset);
		const limit = ignores.includes('limit') ? cap : Math.min(Number(query.limit), cap);
		if (pastEnd && offset > 0 && offset >= size) {
			const [status, text] = pastEnd;
			throw new ApiError({
				message: `ISC returned ${status}: ${text}`,
				hint: 'Check it.',
				status,
			});
		}
		const list = createRecords(size).slice(offset, offset + limit);
		return buildSampleResponse({
			headers: counts && query.count === true ? { 'x-total-count': String(size) } : {},
			body: wrappedIn ? { [wrappedIn]: list } : list,
		});
	}
	return { send, queries };
}

/** Reads a list to its end, or up to the limit. */
export async function readAll(
	send: (request: ApiRequest) => Promise<ApiResponse>,
	request: ApiRequest,
	options: Partial<PaginationOptions> = {},
) {
	const records: unknown[] = [];
	const responses: ApiResponse[] = [];
	const notices: string[] = [];
	const reading = paginate(send, request, { limit: Infinity, pageSize: 250, ...options }, (text) =>
		notices.push(text),
	);
	for await (const page of reading) {
		responses.push(page.response);
		records.push(...(page.records ?? []));
	}
	return { records, responses, notices };
}
