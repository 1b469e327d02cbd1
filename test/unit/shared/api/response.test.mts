import { Readable } from 'node:stream';

import {
	TruncatedBodyError,
	readErrorBody,
	isSuccess,
	isHtmlResponse,
	parseResponseBody,
	toApiResponse,
} from '../../../../nodes/shared/api/response.ts';
import { JsonLinesBatch } from '../../../../nodes/shared/api/recordBatch.ts';
import { buildSampleResponse } from './samples.mts';

describe('toApiResponse', () => {
	test('converts header names to lowercase and values to text', () => {
		const headers = { 'X-Total-Count': 5, 'Set-Cookie': ['a', 'b'], 'content-type': 'text/csv' };
		expect(toApiResponse({ statusCode: 200, statusMessage: 'OK', headers, body: [1] })).toEqual({
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
	])('converts the body %j to %j', (body, expected) => {
		expect(toApiResponse({ statusCode: 200, headers: {}, body }).body).toEqual(expected);
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
])('isSuccess returns for %i with type %s: %s', (status, type, success) => {
	expect(
		isSuccess(buildSampleResponse({ status, headers: type ? { 'content-type': type } : {} })),
	).toBe(success);
});

test('recognizes a web page by its type', () => {
	expect(isHtmlResponse(buildSampleResponse({ headers: { 'content-type': 'text/html' } }))).toBe(
		true,
	);
	expect(
		isHtmlResponse(buildSampleResponse({ headers: { 'content-type': 'application/xhtml+xml' } })),
	).toBe(true);
});

test.each<[boolean, string | undefined, string]>([
	[true, undefined, '<!DOCTYPE html><html></html>'],
	[true, 'text/plain; charset=utf-8', '\n <html lang="en">'],
	[false, 'text/plain', '"<html>"'],
	[false, undefined, '<htmlish/>'],
	[false, 'text/plain', 'see <html>'],
	[true, undefined, '<!-- proxy --><?xml version="1.0"?>\n<html></html>'],
	[true, '', '<head><title>Sign in</title></head>'],
	[false, undefined, '<!-- note --><note/>'],
	[false, 'text/csv', '<html></html>'],
	[false, 'application/octet-stream', '<html></html>'],
])('recognizes a web page by its start: %j, %s, %s', (isPage, type, body) => {
	const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
	expect(isHtmlResponse(buildSampleResponse({ headers, body }))).toBe(isPage);
	expect(isHtmlResponse(buildSampleResponse({ headers, body: Buffer.from(body) }))).toBe(isPage);
});

test('recognizes a web page that claims to be JSON, but not text of a JSON body', () => {
	const headers = { 'content-type': 'application/json' };
	const body = '<html></html>';
	expect(isHtmlResponse(buildSampleResponse({ headers, body: Buffer.from(body) }))).toBe(true);
	expect(isHtmlResponse(buildSampleResponse({ headers, body }))).toBe(false);
});

describe('readErrorBody', () => {
	test.each<[unknown]>([[{ error: 'x' }], ['text'], [undefined], [null]])(
		'keeps %j',
		async (body) => {
			expect(await readErrorBody(buildSampleResponse({ body: body }))).toBe(body);
		},
	);

	test.each<[string, Buffer[], unknown]>([
		['JSON', [Buffer.from('{"error":'), Buffer.from('"x"}')], { error: 'x' }],
		['text', [Buffer.from('no JSON')], 'no JSON'],
		['a letter across two chunks', [Buffer.from([0xc3]), Buffer.from([0xab])], 'ë'],
		['nothing', [], undefined],
	])('reads a stream of %s', async (_what, chunks, body) => {
		expect(await readErrorBody(buildSampleResponse({ body: Readable.from(chunks) }))).toEqual(body);
	});

	test('returns what an incomplete stream contained', async () => {
		const truncated = Readable.from(
			(function* () {
				yield Buffer.from('so far');
				throw new Error('aborted');
			})(),
		);
		expect(await readErrorBody(buildSampleResponse({ body: truncated }))).toBe('so far');
	});

	test('returns what a stream contained before it stalled', async () => {
		const stalled = new Readable({ read() {} });
		stalled.push('so far');
		expect(await readErrorBody(buildSampleResponse({ body: stalled }), 50)).toBe('so far');
		expect(stalled.destroyed).toBe(true);
	});

	test('stops reading an endless stream', async () => {
		const endless: Readable = Readable.from(
			(function* () {
				for (;;) yield Buffer.alloc(10_000, 'x');
			})(),
		);
		const body = String(await readErrorBody(buildSampleResponse({ body: endless })));
		expect(body.length).toBeLessThan(100_000);
		expect(endless.destroyed).toBe(true);
	});
});

describe('parseResponseBody', () => {
	const parse = (text: string, type = 'application/json', asLines = false) =>
		parseResponseBody(
			buildSampleResponse({ headers: { 'content-type': type }, body: Buffer.from(text) }),
			asLines,
		);

	test.each<[string, string, unknown]>([
		['a list', '[{"id":1}]', [{ id: 1 }]],
		['text that looks like JSON', '"{\\"type\\":\\"object\\"}"', '{"type":"object"}'],
		['a byte order mark in front', '\uFEFF[{"id":1}]', [{ id: 1 }]],
		['null', 'null', null],
		['plain text under its type', 'OK', 'OK'],
		['a date without quotes', '2026-01-31', '2026-01-31'],
		['nothing', '', undefined],
		['blanks', ' \n', undefined],
	])('parses JSON: %s', (_what, text, body) => expect(parse(text)).toEqual({ body }));

	test.each(['[{"id":', '{"id":1', 'nul', '[1]]'])('throws for incomplete JSON: %s', (text) => {
		expect(() => parse(text)).toThrow(TruncatedBodyError);
		expect(() => parse(text, 'application/problem+json; charset=utf-8')).toThrow(
			TruncatedBodyError,
		);
		expect(() => parse(text, 'application/json', true)).toThrow(TruncatedBodyError);
	});

	test.each<[string, string, unknown]>([
		['text/csv', '[not json', '[not json'],
		['text/csv', '42', '42'],
		['application/xml', '<a/>', '<a/>'],
		['text/plain', '{"id":1}', { id: 1 }],
		['text/plain', '{id}', '{id}'],
		['text/plain', '42', '42'],
		['', '[1]', [1]],
	])('parses by the type "%s": %s', (type, text, body) =>
		expect(parse(text, type)).toEqual({ body }),
	);

	test('returns lines for a list of records', () => {
		const { body } = parse('[{"id":1},{"id":2}]', 'application/json', true);
		expect(body).toBeInstanceOf(JsonLinesBatch);
		expect([...(body as JsonLinesBatch)]).toEqual([{ id: 1 }, { id: 2 }]);
	});

	test.each([
		['{"items":[{"id":1}]}', { items: [{ id: 1 }] }],
		['[]', []],
		['["a"]', ['a']],
	])('returns no lines for %j, but %j', (text, body) => {
		expect(parse(text, 'application/json', true)).toEqual({ body });
	});

	test('keeps a body that n8n has parsed', () => {
		expect(parseResponseBody(buildSampleResponse({ body: [{ id: 1 }] }))).toEqual({
			body: [{ id: 1 }],
		});
		expect(parseResponseBody(buildSampleResponse({ body: undefined }))).toEqual({
			body: undefined,
		});
	});
});
