import type { Schema } from '../../../../scripts/catalogue/openApi.mts';
import { answering, LIMIT, readOne, THINGS } from './document.mts';

const read = (responses: object, method = 'GET', parameters: object[] = []) =>
	readOne(`${method} /things/v1`, {
		responses: responses as never,
		parameters: parameters as never,
	}).response;
const wrapped: Schema = {
	type: 'object',
	properties: { count: { type: 'integer' }, items: THINGS },
};

test.each([
	['a list', answering(THINGS), { kind: 'list', status: 200 }],
	['a list without a type', answering({ items: THINGS }), { kind: 'list', status: 200 }],
	['a list in an object', answering(wrapped), { kind: 'list', listField: 'items', status: 200 }],
	['one value', answering({ type: 'integer' }), { kind: 'scalar', status: 200 }],
	['nothing', { '204': {} }, { kind: 'none', status: 204 }],
	[
		'a file',
		{ '200': { content: { 'text/csv': {} } } },
		{ kind: 'file', status: 200, mimeTypes: ['text/csv'] },
	],
	[
		'a file instead of JSON',
		{ '200': { content: { 'application/json': { schema: {} }, 'text/csv': {} } } },
		{ kind: 'object', status: 200, mimeTypes: ['text/csv'] },
	],
	[
		'many answers in one',
		{ '207': answering(THINGS)['200'] },
		{ kind: 'list', status: 207, multiStatus: true },
	],
	[
		'two statuses of success',
		{ '204': {}, ...answering({ type: 'object' }), '404': {} },
		{ kind: 'object', status: 200, otherStatuses: [204] },
	],
])('%s', (_what, responses, facts) => {
	expect(read(responses)).toEqual(facts);
});

test('reads a list of a POST only if it has a limit', () => {
	expect(read(answering(wrapped), 'POST').kind).toBe('object');
	expect(read(answering(wrapped), 'POST', [LIMIT]).kind).toBe('list');
});

test('a correction can mark a list as part of an object', () => {
	const answer = { '200': { ...answering(wrapped)['200'], 'x-is-list': false } };
	expect(read(answer).kind).toBe('object');
});

test.each([
	['an unknown status', { '206': {} }, 'unknown status 206'],
	['no success', { '400': {} }, 'no success response'],
	['an unknown type', { '200': { content: { 'text/html': {} } } }, "content type 'text/html'"],
	[
		'a file as JSON',
		answering({ type: 'string', format: 'binary' }),
		'the content type of a file is JSON',
	],
])('rejects %s', (_what, responses, message) => {
	expect(() => read(responses)).toThrow(message);
});
