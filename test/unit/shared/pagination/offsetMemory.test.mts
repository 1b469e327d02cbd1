import type { ApiRequest } from '../../../../nodes/shared/api/types.ts';
import { paginateByOffset } from '../../../../nodes/shared/pagination/offset.ts';
import { buildSampleResponse, buildSampleRequest } from '../api/samples.mts';

const TOTAL = 5000;
const PAGE = 250;

/** Reads a list with a slow second page. Returns the maximum number of waiting records. */
async function readPages(length: number): Promise<{ read: number; maxWaiting: number }> {
	const text = 'x'.repeat(length);
	let waiting = 0;
	let maxWaiting = 0;
	const send = async ({ query }: ApiRequest) => {
		const offset = Number(query.offset);
		const limit = Number(query.limit);
		waiting += limit;
		maxWaiting = Math.max(maxWaiting, waiting);
		// The second page blocks all others.
		const ticks = offset === PAGE ? 200 : 1;
		for (let tick = 0; tick < ticks; tick++) await new Promise(setImmediate);
		const body = Array.from({ length: Math.min(limit, TOTAL - offset) }, (_, index) => ({
			id: offset + index,
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
	return { read: count, maxWaiting };
}

test.each([
	['short', 1000, TOTAL],
	['long', 100_000, 600],
	['longer than fits', 400_000, PAGE],
])('keeps waiting pages within 64 MB: %s records', async (_name, length, maxWaiting) => {
	const result = await readPages(length);
	expect(result.read).toBe(TOTAL);
	expect(result.maxWaiting).toBeLessThanOrEqual(maxWaiting);
	expect(result.maxWaiting).toBeGreaterThan(maxWaiting / 3);
});
