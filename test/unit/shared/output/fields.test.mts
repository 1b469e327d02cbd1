import fc from '../../../fastCheck.mts';
import { hasWildcard, parseFieldList } from '../../../../nodes/shared/output/fields.ts';
import {
	toIndexedFieldName,
	parseFieldPath,
	getValueAtPath,
} from '../../../../nodes/shared/output/fieldPath.ts';
import { FieldSelector } from '../../../../nodes/shared/output/fieldSelection.ts';

const keepFields = (record: unknown, fields: string[]) => new FieldSelector(fields).pick(record);

describe('a list of fields', () => {
	test.each([
		['', []],
		[' , ', []],
		[undefined, []],
		['id', ['id']],
		['id, name ,attributes.a b,id', ['id', 'name', 'attributes.a b']],
		['id,\nname,', ['id', 'name']],
		['attributes["last, first"], id', ['attributes["last, first"]', 'id']],
		["attributes['a,b'].c,id", ["attributes['a,b'].c", 'id']],
		['"last, first" , id', ['last, first', 'id']],
		['"a ""b"", c",id', ['a "b", c', 'id']],
		['a"b, "c, d', ['a"b', '"c', 'd']],
		['attributes["x, id', ['attributes["x', 'id']],
		['accounts[0].name', ['accounts[0].name']],
		[
			['id', ' a,b ', '', 'id'],
			['id', 'a,b'],
		],
		['["id", "a,b"]', ['id', 'a,b']],
		['["a"].b, c', ['["a"].b', 'c']],
	])('%j', (given, fields) => expect(parseFieldList(given)).toEqual(fields));

	test.each([
		['*', true],
		['attributes.*', true],
		['attributes["a*b"]', false],
		['attributes', false],
	])('%s has a wildcard: %s', (field, is) => expect(hasWildcard(field)).toBe(is));
});

const RECORD = JSON.parse(`{
	"id": "1", "a.b": "dotted", "a": { "b": "nested", "c.d": { "e": 1 } },
	"attributes": { "manager.user_name": "bob", "a[0]": "x", "q\\"r": "y", "": "empty", "last, first": "z" },
	"addresses": { "work.primary": { "locality": "Rome" } },
	"list": [{ "n": 1, "s": { "t": "u" } }, { "n": 2 }, null], "texts": ["p", "q"], "none": [],
	"o": { "__proto__": "p", "constructor": "c", "length": 3 }
}`) as object;

test.each([
	['id', '1'],
	['a.b', 'dotted'],
	['a["b"]', 'nested'],
	['["a"]["b"]', 'nested'],
	['["a.b"]', 'dotted'],
	['a.c.d.e', 1],
	['a["c.d"].e', 1],
	['attributes.manager.user_name', 'bob'],
	['attributes["manager.user_name"]', 'bob'],
	["attributes['manager.user_name']", 'bob'],
	['attributes.a[0]', 'x'],
	['attributes.q"r', 'y'],
	['attributes["q\\"r"]', 'y'],
	['attributes.', 'empty'],
	['attributes[""]', 'empty'],
	['attributes["last, first"]', 'z'],
	['addresses.work.primary.locality', 'Rome'],
	['o.__proto__', 'p'],
	['o.constructor', 'c'],
	['o.length', 3],
	['list.n', [1, 2, null]],
	['list.s.t', ['u', null, null]],
	['list[1].n', 2],
	['list.0.s.t', 'u'],
	['texts[1]', 'q'],
	['none.n', []],
	['toString', undefined],
	['o.toString', undefined],
	['list.x', undefined],
	['list[3].n', undefined],
	['list.length', undefined],
	['texts.n', undefined],
	['id.x', undefined],
	['id.', undefined],
	['.id', undefined],
	['a..b', undefined],
])('the value at %s', (field, value) =>
	expect(getValueAtPath(RECORD, parseFieldPath(field))).toEqual(value),
);

test('uses a shorter name if the longest has no value', () => {
	const record = { 'a.b': null, a: { b: { c: 1 } } };
	expect(getValueAtPath(record, parseFieldPath('a.b.c'))).toBe(1);
	expect(keepFields(record, ['a.b.c'])).toEqual({ a: { b: { c: 1 } } });
});

test.each([
	[['id', 'a.c.d.e'], { id: '1', a: { 'c.d': { e: 1 } } }],
	[['attributes.manager.user_name'], { attributes: { 'manager.user_name': 'bob' } }],
	[['list.s.t', 'list.n'], { list: [{ s: { t: 'u' }, n: 1 }, { n: 2 }, {}] }],
	[['list[1].n'], { list: [{ n: 2 }] }],
	[['list[0].n', 'list[0].s'], { list: [{ n: 1, s: { t: 'u' } }] }],
	[['list.n', 'list'], { list: [{ n: 1, s: { t: 'u' } }, { n: 2 }, null] }],
	[['none.n'], { none: [] }],
	[['texts.n', 'list.x', 'nothing'], {}],
	[['o.constructor'], { o: { constructor: 'c' } }],
])('picks %j from a record', (fields, kept) => {
	expect(JSON.stringify(keepFields(RECORD, fields))).toBe(JSON.stringify(kept));
});

test('picks a field named __proto__ as a plain property', () => {
	const kept = keepFields(RECORD, ['o.__proto__']);
	expect(JSON.stringify(kept)).toBe('{"o":{"__proto__":"p"}}');
	expect(({} as { p?: unknown }).p).toBeUndefined();
});

test('keeps the structure of nested lists', () => {
	const record = { a: [{ b: [{ c: 1, d: 2 }, { d: 3 }] }, { b: [] }, [{ b: [{ c: 4 }] }]] };
	expect(keepFields(record, ['a.b.c'])).toEqual({
		a: [{ b: [{ c: 1 }, {}] }, { b: [] }, [{ b: [{ c: 4 }] }]],
	});
});

test.each([
	['text', 'a', 'a'],
	['a list', [1], [1]],
	['nothing', null, null],
	['an object', { a: 1, b: 2 }, { a: 1 }],
])('picks the field a from %s', (_what, record, kept) =>
	expect(keepFields(record, ['a'])).toEqual(kept),
);

describe('fields that no record has', () => {
	const notFound = (records: unknown[], fields: string[], how: 'pick' | 'getValues') => {
		const selection = new FieldSelector(fields);
		for (const record of records) selection[how](record);
		return selection.notFound;
	};
	test.each(['pick', 'getValues'] as const)('are known (%s)', (how) => {
		const fields = ['id', 'idd', 'list.n', 'list.m', 'list', 'list.o', 'attributes.Mail', 'none.n'];
		expect(notFound([{ id: 2 }, RECORD], fields, how)).toEqual([
			'idd',
			'list.m',
			'list.o',
			'attributes.Mail',
		]);
		expect(notFound([{ a: null }], ['a', 'a.b'], how)).toEqual(['a.b']);
		expect(notFound(['x'], ['value', 'id'], how)).toEqual(['id']);
		expect(notFound([], fields, how)).toEqual([]);
	});
});

test('finds any field by its path in brackets and by dotted names', () => {
	const name = fc.oneof(
		fc.string(),
		fc.string({ unit: fc.constantFrom('.', '[', ']', '"', "'", '0', 'a', '\\', '\n') }),
	);
	fc.assert(
		fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), (names) => {
			const record = names.reduceRight<unknown>(
				(below, key) => Object.fromEntries([[key, below]]),
				1,
			);
			const field = names
				.map((key) => `["${key.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"]`)
				.join('');
			expect(getValueAtPath(record, parseFieldPath(field))).toBe(1);
			const dotted = names.join('.');
			if (!/\[["']/.test(dotted)) expect(getValueAtPath(record, parseFieldPath(dotted))).toBe(1);
			expect(JSON.stringify(keepFields(record, [field]))).toBe(JSON.stringify(record));
		}),
		{ numRuns: 500 },
	);
});

test.each([
	['attributes.email', 'attributes.email'],
	['attributes["manager.user_name"]', 'attributes.manager.user_name'],
	['accounts[0].source.name', 'accounts'],
	['accounts.0.id', 'accounts'],
	['0', '0'],
])('the indexed name of %s is %s', (field, name) => expect(toIndexedFieldName(field)).toBe(name));
