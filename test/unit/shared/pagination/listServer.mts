import type { ApiResponse, ApiRequest } from '../../../../nodes/shared/api/types.ts';
import { ApiError } from '../../../../nodes/shared/api/errors/errors.ts';
import type { PaginationOptions } from '../../../../nodes/shared/pagination/page.ts';
import { paginate } from '../../../../nodes/shared/pagination/paginate.ts';
import { answer } from '../api/samples.mts';

export interface ListServer {
	/** How many records there are. */
	size: number;
	/** The most it gives in one page. */
	cap?: number;
	/** How it answers an offset past the end: with an empty page, or with this status and text. */
	pastEnd?: [status: number, text: string];
	/** Whether it says how many there are, if asked. */
	counts?: boolean;
	ignores?: Array<'limit' | 'offset'>;
	/** Name of the field that the list stands in. */
	wrappedIn?: string;
}

export const recordsOf = (size: number) => Array.from({ length: size }, (_, id) => ({ id }));

/** Answers as a list of ISC does, and keeps what it was asked. */
export function listServer(server: ListServer) {
	const { size, cap = 250, pastEnd, counts = true, ignores = [], wrappedIn } = server;
	const asked: Array<ApiRequest['query']> = [];

	async function send({ query }: ApiRequest): Promise<ApiResponse> {
		asked.push(query);
		const offset = ignores.includes('offset') ? 0 : Number(query.offset);
		const limit = ignores.includes('limit') ? cap : Math.min(Number(query.limit), cap);
		if (pastEnd && offset > 0 && offset >= size) {
			const [status, text] = pastEnd;
			throw new ApiError({
				message: `ISC answered ${status}: ${text}`,
				hint: 'Check it.',
				status,
			});
		}
		const list = recordsOf(size).slice(offset, offset + limit);
		return answer({
			headers: counts && query.count === true ? { 'x-total-count': String(size) } : {},
			body: wrappedIn ? { [wrappedIn]: list } : list,
		});
	}
	return { send, asked };
}

/** Reads a list to its end, or up to the limit. */
export async function readAll(
	send: (call: ApiRequest) => Promise<ApiResponse>,
	call: ApiRequest,
	options: Partial<PaginationOptions> = {},
) {
	const records: unknown[] = [];
	const answers: ApiResponse[] = [];
	const notices: string[] = [];
	const reading = paginate(send, call, { limit: Infinity, pageSize: 250, ...options }, (text) =>
		notices.push(text),
	);
	for await (const page of reading) {
		answers.push(page.response);
		records.push(...(page.records ?? []));
	}
	return { records, answers, notices };
}
