import { Readable } from 'node:stream';

import {
	errorBody,
	isMalformed,
	isSuccess,
	isWebPage,
	linesBody,
	toAnswer,
} from '../../../nodes/client/answer.ts';
import { JsonLines } from '../../../nodes/client/jsonLines.ts';
import { answer } from './samples.mts';

describe('from a response of the host', () => {
	test('names of headers are in lower case, values are text', () => {
		const headers = { 'X-Total-Count': 5, 'Set-Cookie': ['a', 'b'], 'content-type': 'text/csv' };
		expect(toAnswer({ statusCode: 200, statusMessage: 'OK', headers, body: [1] })).toEqual({
			status: 200,
			statusMessage: 'OK',
			headers: { 'x-total-count': '5', 'set-cookie': 'a,b', 'content-type': 'text/csv' },
			body: [1],
		});
	});

	test.each<[unknown, unknown]>([
		['', undefined],
		[undefined, undefined],
		['text', 'text'],
		[0, 0],
		[false, false],
		[null, null],
		[[], []],
		[{}, {}],
	])('body %j is %j', (body, expected) => {
		expect(toAnswer({ statusCode: 200, headers: {}, body }).body).toEqual(expected);
	});
});

test.each([
	[200, undefined, true],
	[204, undefined, true],
	[207, 'application/json', true],
	[199, undefined, false],
	[302, undefined, false],
	[400, 'application/json', false],
	[500, undefined, false],
	[200, 'text/html;charset=utf-8', false],
	[200, 'text/plain', true],
])('%i with type %s: success %s', (status, type, success) => {
	expect(isSuccess(answer({ status, headers: type ? { 'content-type': type } : {} }))).toBe(
		success,
	);
});

test('a web page is known by its type', () => {
	expect(isWebPage(answer({ headers: { 'content-type': 'text/html' } }))).toBe(true);
	expect(isWebPage(answer({ body: '<html></html>' }))).toBe(false);
});

test.each<[string, string, unknown, boolean]>([
	['a list that was cut', 'application/json', '[{"id":', true],
	['an object that was cut', 'application/problem+json; charset=utf-8', ' {"id":', true],
	['parsed JSON', 'application/json', [{ id: 1 }], false],
	['JSON that is text', 'application/json', 'text', false],
	['text of another type', 'text/csv', '[not json', false],
	['no body', 'application/json', undefined, false],
])('%s: malformed', (_what, type, body, malformed) => {
	expect(isMalformed(answer({ headers: { 'content-type': type }, body }))).toBe(malformed);
});

describe('the body of an error', () => {
	test.each<[unknown]>([[{ error: 'x' }], ['text'], [undefined], [null]])(
		'%j stays',
		async (body) => {
			expect(await errorBody(body)).toBe(body);
		},
	);

	test.each<[string, Buffer[], unknown]>([
		['JSON', [Buffer.from('{"error":'), Buffer.from('"x"}')], { error: 'x' }],
		['text', [Buffer.from('no JSON')], 'no JSON'],
		['a letter across two chunks', [Buffer.from([0xc3]), Buffer.from([0xab])], 'ë'],
		['nothing', [], ''],
	])('a stream of %s is read', async (_what, chunks, body) => {
		expect(await errorBody(Readable.from(chunks))).toEqual(body);
	});

	test('a stream without end is not read to its end', async () => {
		const endless = Readable.from(
			(function* () {
				for (;;) yield Buffer.alloc(10_000, 'x');
			})(),
		);
		const body = String(await errorBody(endless));
		expect(body.length).toBeLessThan(100_000);
		expect(endless.destroyed).toBe(true);
	});
});

describe('a body that was asked for as bytes', () => {
	const body = (text: string) => linesBody(answer({ body: Buffer.from(text) }));

	test('is lines, where it is a list of records', () => {
		const lines = body('[{"id":1},{"id":2}]');
		expect(lines).toBeInstanceOf(JsonLines);
		expect([...(lines as JsonLines)]).toEqual([{ id: 1 }, { id: 2 }]);
	});

	test.each([
		['{"items":[{"id":1}]}', { items: [{ id: 1 }] }],
		['[]', []],
		['["a"]', ['a']],
		['\uFEFF[{"id":1}]', [{ id: 1 }]],
		['[{"id":1}', '[{"id":1}'],
		['plain', 'plain'],
		['', undefined],
	])('%j is %j otherwise', (text, value) => expect(body(text)).toEqual(value));

	test('is what the host made of it, where it is none', () => {
		expect(linesBody(answer({ body: undefined }))).toBeUndefined();
	});
});
