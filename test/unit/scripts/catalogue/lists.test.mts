import { answering, inQuery, LIMIT, OFFSET, readOne, THINGS } from './document.mts';

const COUNT = inQuery('count', { type: 'boolean' });
const list = (parameters: object[], schema = THINGS, method = 'GET') =>
	readOne(`${method} /things/v1`, {
		parameters: parameters as never,
		responses: answering(schema),
	});

const NO_LIMIT = { style: 'none', count: false };
const USUAL = { style: 'offset', maxPage: 250, defaultPage: 250, count: false };

test.each([
	['by offset', [LIMIT, OFFSET], USUAL],
	['with a total', [LIMIT, OFFSET, COUNT], { ...USUAL, count: true }],
	[
		'by the last record',
		[LIMIT, OFFSET, inQuery('searchAfter')],
		{ ...USUAL, style: 'searchAfter' },
	],
	['by a mark', [LIMIT, inQuery('next')], { ...USUAL, style: 'next' }],
	['by start', [LIMIT, inQuery('start')], { ...USUAL, style: 'start' }],
	['not at all', [], NO_LIMIT],
	['up to a limit', [LIMIT], { ...USUAL, style: 'none', limitOnly: true }],
	[
		'with limits of its own',
		[inQuery('limit', { type: 'integer', minimum: 1, maximum: 100, default: 10 }), OFFSET],
		{ ...USUAL, maxPage: 100, defaultPage: 10, minPage: 1 },
	],
])('reads the pagination %s', (_what, parameters, paging) => {
	const read = list(parameters);
	expect(read.pagination).toEqual(paging);
	expect(read.parameters).toEqual([]);
});

test('reads the limit of a POST as a parameter', () => {
	expect(list([LIMIT], THINGS, 'POST').parameters).toMatchObject([{ name: 'limit' }]);
	expect(list([LIMIT, OFFSET], THINGS, 'POST').parameters).toEqual([]);
});

test('reads start with offset as a parameter', () => {
	expect(list([LIMIT, OFFSET, inQuery('start')]).parameters).toMatchObject([{ name: 'start' }]);
});

test.each([
	['an object', 'GET', { type: 'object' }, undefined],
	['a list that is posted for', 'POST', THINGS, undefined],
])('reads no pagination: %s', (_what, method, schema, paging) => {
	expect(list([], schema, method).pagination).toBe(paging);
});

test.each([
	['an offset without a limit', [OFFSET], "'offset' without"],
	['searchAfter without an offset', [LIMIT, inQuery('searchAfter')], "'searchAfter' without"],
	['no default', [inQuery('limit', { type: 'integer' }), OFFSET], 'no default'],
])('rejects the pagination %s', (_what, parameters, message) => {
	expect(() => list(parameters)).toThrow(message);
});

const filters = (description: string, more = {}) =>
	list([inQuery('filters', { type: 'string' }, { description, ...more })], {
		type: 'array',
		items: {
			type: 'object',
			properties: {
				id: { type: 'string' },
				created: { type: 'string', format: 'date-time' },
				tags: { type: 'array', items: { type: 'string' } },
				owner: { type: 'object', properties: { kind: { type: 'string', enum: ['A', 'B'] } } },
			},
		},
	}).filters;

test('reads filter fields, operators, types, and composite operators', () => {
	const text = [
		'Intro.',
		'**id**: *eq, in*',
		'**created** *gt*',
		'**owner.kind**: *eq*  ',
		'**tags**: *ca*',
		'**other**: *sw*',
		'**Possible Values:** A, B',
		'Supported composite operators are *and, or*',
	];
	expect(filters(text.join('\n\n'), { required: true })).toEqual({
		required: true,
		composite: ['and', 'or'],
		fields: {
			id: { operators: ['eq', 'in'], type: 'string' },
			created: { operators: ['gt'], type: 'dateTime' },
			'owner.kind': { operators: ['eq'], type: 'string', enum: ['A', 'B'] },
			tags: { operators: ['ca'], type: 'string' },
			other: { operators: ['sw'] },
		},
	});
});

test('reads filter fields of corrections', () => {
	expect(
		filters('**id**: *eq*', { 'x-also-filterable': { name: 'eq, sw' } })?.fields,
	).toMatchObject({ name: { operators: ['eq', 'sw'] } });
});

test.each([
	['no field', 'Filter by anything.', 'contains no field'],
	['an unknown operator', '**id**: *like*', "operator 'like'"],
	['an unknown way to join', '**id**: *eq*\nSupported composite operators: *xor*', "'xor'"],
	['a line that looks like a field', '**id** or so', "'**id** or so' can't be parsed"],
])('rejects filters with %s', (_what, text, message) => {
	expect(() => filters(text)).toThrow(message);
});

const sorters = (description: string) =>
	list([inQuery('sorters', { type: 'string' }, { description })]).sorters;

test('reads sorters', () => {
	const text = 'Sorting is supported for the following fields: **id, name, id**\n\nMore.';
	expect(sorters(text)).toEqual(['id', 'name']);
	expect(() => sorters('Sort by anything.')).toThrow('sorters: the text contains no field');
});
