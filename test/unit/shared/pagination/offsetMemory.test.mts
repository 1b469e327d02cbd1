import type { ApiRequest } from '../../../../nodes/shared/api/types.ts';
import { paginateByOffset } from '../../../../nodes/shared/pagination/offset.ts';
import { buildSampleResponse, buildSampleRequest } from '../api/samples.mts';

const TOTAL = 5000;
const PAGE = 250;

/** Reads a list of records of a length, the first page of which is slow. @returns how many records waited at most */
async function read(length: number): Promise<{ read: number; most: number }> {
	const text = 'x'.repeat(length);
	let waiting = 0;
	let most = 0;
	const send = async ({ query }: ApiRequest) => {
		const offset = Number(query.offset);
		const limit = Number(query.limit);
		waiting += limit;
		most = Math.max(most, waiting);
		// The second page keeps all others waiting.
		const turns = offset === PAGE ? 200 : 1;
		for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
		const body = Array.from({ length: Math.min(limit, TOTAL - offset) }, (_, at) => ({
			id: offset + at,
			text,
		}));
		return buildSampleResponse({ body, headers: { 'x-total-count': String(TOTAL) } });
	};
	const options = { limit: Infinity, pageSize: PAGE, getConcurrency: () => 10 };
	let count = 0;
	for await (const { records } of paginateByOffset(
		send,
		buildSampleRequest({}),
		options,
		() => {},
	)) {
		count += records!.length;
		waiting -= PAGE;
	}
	return { read: count, most };
}

test.each([
	['short', 1000, TOTAL],
	['long', 100_000, 600],
	['longer than fits', 400_000, PAGE],
])('keeps waiting pages within 64 MB: %s records', async (_name, length, most) => {
	const seen = await read(length);
	expect(seen.read).toBe(TOTAL);
	expect(seen.most).toBeLessThanOrEqual(most);
	expect(seen.most).toBeGreaterThan(most / 3);
});
