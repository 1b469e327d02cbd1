import { ApiError } from '../../../../nodes/shared/api/errors/errors.ts';
import { paginate } from '../../../../nodes/shared/pagination/paginate.ts';
import { createListServer, readAll, createRecords } from './listServer.mts';
import { buildSampleRequest } from '../api/samples.mts';

const list = buildSampleRequest();

describe('a rejected offset past the end', () => {
	const invalid: [number, string] = [400, 'Specified offset is invalid.'];

	test.each<[string, [number, string], boolean]>([
		['400, and the total confirms it', [400, 'Bad request'], true],
		['404, and the total confirms it', [404, 'Not found'], true],
		['400 about the offset, from a list without a total', invalid, false],
	])('ends the list: %s', async (_what, pastEnd, counts) => {
		const { send } = createListServer({ size: 500, pastEnd, counts });
		expect((await readAll(send, list)).records).toEqual(createRecords(500));
	});

	test('requests the total with one record and the same filter', async () => {
		const { send, queries } = createListServer({ size: 250, pastEnd: invalid });
		await readAll(send, buildSampleRequest({ query: { filters: 'x' } }));
		expect(queries.at(-1)).toEqual({ filters: 'x', limit: 1, offset: 0, count: true });
	});

	test('ends the list after a short page with any rejection', async () => {
		const { send } = createListServer({ size: 7, pastEnd: [400, 'Bad request'], counts: false });
		expect((await readAll(send, list, { limit: 50 })).records).toEqual(createRecords(7));
	});

	/** Creates a list of 1,000 records that rejects every offset from 250. */
	const createRejectingList = (status: number, text: string, counts = true) => {
		const { send } = createListServer({ size: 1000, counts });
		return async (request: typeof list) => {
			if (Number(request.query.offset) < 250) return await send(request);
			throw new ApiError({
				message: `ISC returned ${status}: ${text}`,
				hint: 'Check it.',
				status,
			});
		};
	};

	test.each<[string, number, string, boolean]>([
		['400, but the list continues', 400, 'Bad request', true],
		['400 about the offset, but the list continues', 400, 'Specified offset is invalid.', true],
		['400 about something else, from a list without a total', 400, 'Bad request', false],
		['403', 403, 'Forbidden', true],
		['500', 500, 'Internal fault', true],
	])(
		'throws with the offset when a page fails for another reason: %s',
		async (_what, status, text, counts) => {
			await expect(readAll(createRejectingList(status, text, counts), list)).rejects.toThrow(
				`ISC returned ${status}: ${text} (reading records from offset 250)`,
			);
		},
	);

	test.each([401, 403, 500])(
		"requests no total after a %i, which doesn't mean the end",
		async (status) => {
			const { send, queries } = createListServer({ size: 250, pastEnd: [status, 'offset'] });
			await expect(readAll(send, list)).rejects.toThrow(ApiError);
			expect(queries).toHaveLength(2);
		},
	);

	test('yields the records before the failure', async () => {
		const yielded: unknown[] = [];
		const readPages = async () => {
			const options = { limit: Infinity, pageSize: 250 };
			for await (const { records } of paginate(createRejectingList(500, 'x'), list, options))
				yielded.push(records);
		};
		await expect(readPages()).rejects.toThrow(ApiError);
		expect(yielded).toEqual([createRecords(250)]);
	});
});

test('throws if the first page is rejected with any text', async () => {
	const rejection = new ApiError({ message: 'offset', hint: '', status: 400 });
	const send = jest.fn().mockRejectedValue(rejection);
	await expect(readAll(send, list, { limit: 250 })).rejects.toBe(rejection);
	expect(send).toHaveBeenCalledTimes(1);
});

test('requests a rejected first page once without total and order', async () => {
	const rejection = new ApiError({ message: 'x', hint: '', status: 400 });
	const queries: object[] = [];
	const send = async ({ query }: typeof list) => {
		queries.push(query);
		throw rejection;
	};
	await expect(readAll(send, list, { sortsById: true })).rejects.toBe(rejection);
	expect(queries).toEqual([
		{ limit: 250, offset: 0, count: true, sorters: 'id' },
		{ limit: 250, offset: 0 },
	]);
});

test('rethrows errors other than rejections of ISC', async () => {
	const { send } = createListServer({ size: 500 });
	const otherError = new TypeError('x');
	const sendFailing = async (request: typeof list) => {
		if (request.query.offset !== 0) throw otherError;
		return await send(request);
	};
	await expect(readAll(sendFailing, list)).rejects.toBe(otherError);
});
