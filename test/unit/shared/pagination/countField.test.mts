import type { ApiRequest } from '../../../../nodes/shared/api/types.ts';
import { paginateByOffset } from '../../../../nodes/shared/pagination/offset.ts';
import { buildSampleResponse, buildSampleRequest } from '../api/samples.mts';

/** Reads a list whose responses contain a count. Returns the number of records and requests. */
async function readList(recordCount: number, cap: number, count: (page: number) => number) {
	let requests = 0;
	const send = async ({ query }: ApiRequest) => {
		requests++;
		const offset = Number(query.offset);
		const length = Math.max(0, Math.min(Number(query.limit), cap, recordCount - offset));
		const results = Array.from({ length }, (_, at) => ({ id: offset + at }));
		return buildSampleResponse({ body: { count: count(length), results } });
	};
	const options = { limit: Infinity, pageSize: 100, listField: 'results' };
	let records = 0;
	for await (const page of paginateByOffset(send, buildSampleRequest({}), options, () => {})) {
		records += page.records!.length;
	}
	return { records, requests };
}

test('throws if a list ends before its count', async () => {
	await expect(readList(150, 100, () => 180)).rejects.toThrow('Read 150 of 180 records');
});

test('skips the request after a short last page if the list has a count', async () => {
	expect(await readList(150, 100, () => 150)).toEqual({ records: 150, requests: 2 });
});

test.each([
	[150, 100],
	[150, 40],
	[30, 100],
])('ignores a count of the page: %d records, pages of %d', async (recordCount, cap) => {
	expect((await readList(recordCount, cap, (page) => page)).records).toBe(recordCount);
});
