import fc from 'fast-check';
import { DateTime } from 'luxon';

import { listOperations } from '../../../../nodes/shared/catalogue/operations.ts';
import type { FilterSpec, ValueType } from '../../../../nodes/shared/parameters/valueSpec.ts';
import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import { buildFilters, type FilterRow } from '../../../../nodes/shared/parameters/filters.ts';
import { parseFilter, listConditions } from '../../../../simulator/src/filter/parseFilter.mts';

const EVERY = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'co', 'sw', 'in', 'ca', 'pr', 'isnull'];
const of = (type?: ValueType) => ({ operators: EVERY, type });
const offered: FilterSpec = {
	fields: {
		name: of('string'),
		size: of('integer'),
		share: of('number'),
		on: of('boolean'),
		created: of('dateTime'),
		tags: of('list'),
		what: of(),
		id: { operators: ['eq', 'in'], type: 'string' },
	},
};
const row = (field: string, operator: string, value?: unknown): FilterRow => ({
	field,
	operator,
	value,
});
const one = (field: string, operator: string, value?: unknown) =>
	buildFilters(offered, { rows: [row(field, operator, value)] });
const NOON = '2030-01-31T12:00:00.000Z';

test.each([
	['text is quoted', 'name', 'eq', 'Ann', 'name eq "Ann"'],
	['quotes and backslashes are escaped', 'name', 'eq', 'a"b\\', 'name eq "a\\"b\\\\"'],
	['spaces and signs stay', 'name', 'sw', ' a&b%20#', 'name sw " a&b%20#"'],
	['digits of a text field are quoted', 'name', 'eq', 12, 'name eq "12"'],
	['true of a text field is quoted', 'name', 'eq', 'true', 'name eq "true"'],
	['a field of a list holds text', 'tags', 'ca', ['x', 'y'], 'tags ca ("x","y")'],
	['numbers are not quoted', 'size', 'gt', ' 12 ', 'size gt 12'],
	['0 is a value', 'size', 'eq', 0, 'size eq 0'],
	['decimals', 'share', 'lt', -0.5, 'share lt -0.5'],
	[
		'no digit of a number in text is lost',
		'size',
		'eq',
		'9007199254740993',
		'size eq 9007199254740993',
	],
	['booleans are not quoted', 'on', 'eq', 'True', 'on eq true'],
	['false is a value', 'on', 'eq', false, 'on eq false'],
	['a day', 'created', 'gt', '2030-01-31', 'created gt 2030-01-31T00:00:00.000Z'],
	['an offset is turned to UTC', 'created', 'gt', '2030-01-31T14:00+02:00', `created gt ${NOON}`],
	['without an offset it is UTC', 'created', 'gt', '2030-01-31T12:00:00', `created gt ${NOON}`],
	[
		'UTC keeps its digits',
		'created',
		'gt',
		'2030-01-31T12:00:00.123456Z',
		'created gt 2030-01-31T12:00:00.123456Z',
	],
	['a Date', 'created', 'le', new Date(NOON), `created le ${NOON}`],
	['a DateTime', 'created', 'le', DateTime.fromISO('2030-01-31T13:00+01:00'), `created le ${NOON}`],
	['the start of a date is text', 'created', 'sw', '2030', 'created sw "2030"'],
	['a list', 'id', 'in', ['a', 'b,c'], 'id in ("a","b,c")'],
	['a list in text', 'id', 'in', 'a, b ,,c', 'id in ("a","b","c")'],
	['a list in JSON', 'id', 'in', '["a, b", "c"]', 'id in ("a, b","c")'],
	['text that starts like a list', 'id', 'in', '[a, b', 'id in ("[a","b")'],
	['a list of one', 'id', 'in', 'a', 'id in ("a")'],
	['a list of numbers', 'size', 'in', '1,2', 'size in (1,2)'],
	['isnull stands behind', 'name', 'isnull', 'left over', 'name isnull'],
	['pr stands in front', 'name', 'pr', undefined, 'pr name'],
	['an operator in capitals', 'name', ' EQ ', 'a', 'name eq "a"'],
	['unknown type: text', 'what', 'eq', 'a', 'what eq "a"'],
	['unknown type: true', 'what', 'eq', 'true', 'what eq true'],
	['unknown type: an ID of digits', 'what', 'eq', '0012', 'what eq "0012"'],
	['unknown type: a number', 'what', 'eq', 12, 'what eq 12'],
	['unknown type: digits in order', 'what', 'ge', '12', 'what ge 12'],
	['unknown type: a date', 'what', 'eq', '2030-01-31T12:00:00Z', 'what eq 2030-01-31T12:00:00Z'],
	['unknown type: a day', 'what', 'gt', '2025-08-01', 'what gt "2025-08-01"'],
	['unknown type: the start of text', 'what', 'sw', 'true', 'what sw "true"'],
])('%s', (_what, field, operator, value, filter) => {
	expect(one(field, operator, value)).toBe(filter);
	expect(listConditions(parseFilter(filter))).toHaveLength(1);
});

test.each([
	['no text', 'name', 'eq', '', "has no value for 'name'"],
	['null', 'name', 'eq', null, "has no value for 'name'"],
	['undefined', 'size', 'gt', undefined, "has no value for 'size'"],
	['an empty list', 'id', 'in', [], "has no value for 'id'"],
	['commas alone', 'id', 'in', ' , ', "has no value for 'id'"],
	['a gap in a list', 'id', 'in', ['a', ''], "has no value for 'id'"],
	['an object', 'name', 'eq', { a: 1 }, "has a value for 'name' that cannot be compared with 'eq'"],
	['a broken character', 'name', 'eq', '\ud800', "has a value for 'name' that cannot be compared"],
	['no number', 'size', 'eq', 'many', "has 'many' for 'size', which is no number in digits"],
	['a number with an exponent', 'size', 'eq', 1e21, "has '1e+21' for 'size'"],
	['infinity', 'size', 'eq', Infinity, "has 'Infinity' for 'size'"],
	['no boolean', 'on', 'eq', 'yes', "has 'yes' for 'on', which is neither true nor false"],
	['no date', 'created', 'gt', 'yesterday', "has 'yesterday' for 'created', which is no date"],
	['a day that is none', 'created', 'gt', '2030-02-31', "has '2030-02-31' for 'created'"],
	['a broken Date', 'created', 'gt', new Date(NaN), "has a value for 'created', which"],
	[
		'a broken DateTime',
		'created',
		'gt',
		DateTime.invalid('test'),
		"has a value for 'created', which",
	],
])('%s is refused: the condition would be left out', (_what, field, operator, value, message) => {
	expect(() => one(field, operator, value)).toThrow(ParameterError);
	expect(() => one(field, operator, value)).toThrow(`'Filters' ${message}`);
});

const wayOut = (build: () => unknown) => {
	try {
		build();
	} catch (error) {
		return (error as ParameterError).description;
	}
	return 'nothing was thrown';
};

test('what an operation does not offer is refused with what it offers', () => {
	const two: FilterSpec = {
		fields: { id: { operators: ['eq', 'in'] }, name: { operators: ['sw'] } },
	};
	const build = (field: string, operator: string) => () =>
		buildFilters(two, { rows: [row(field, operator, 'a')] });
	expect(build('size', 'eq')).toThrow(
		"'Filters' has the field 'size', which this operation does not",
	);
	expect(wayOut(build('size', 'eq'))).toContain('It offers id, name.');
	expect(build('id', 'sw')).toThrow(
		"has the operator 'sw', which this operation does not offer for 'id'",
	);
	expect(wayOut(build('id', 'sw'))).toContain('It offers eq, in.');
	expect(build('toString', 'eq')).toThrow("has the field 'toString'");
	expect(build(' ', 'eq')).toThrow('has a row without field');
	const nothing = undefined as unknown as string;
	expect(build(nothing, 'eq')).toThrow('has a row without field');
	expect(build('id', nothing)).toThrow("has the operator ''");
	expect(() => buildFilters(undefined, { rows: [row('id', 'eq', 'a')] })).toThrow(
		"'Filters' has conditions, but this operation is not documented to filter",
	);
	expect(wayOut(() => one('name', 'eq', ''))).toContain("'isnull'");
	expect(wayOut(() => one('id', 'eq', ''))).not.toContain("'isnull'");
});

describe('rows and text together', () => {
	const rows = [row('id', 'eq', 'a'), row('on', 'eq', true)];

	test.each([
		['nothing', {}, ''],
		['no rows', { rows: [], raw: ' ' }, ''],
		['an empty row', { rows: [row(' ', 'eq', '')] }, ''],
		['and by default', { rows }, 'id eq "a" and on eq true'],
		['or', { rows, join: 'or' as const }, 'id eq "a" or on eq true'],
		['text alone stays as it is', { raw: ' not( a EQ 1 ' }, ' not( a EQ 1 '],
		['text and one row', { raw: 'a or b', rows: rows.slice(1) }, '(a or b) and on eq true'],
		['one row, or', { raw: 'a', rows: rows.slice(1), join: 'or' as const }, '(a) and on eq true'],
		['text and rows', { raw: 'a', rows }, '(a) and id eq "a" and on eq true'],
		[
			'text and rows, or',
			{ raw: 'a', rows, join: 'or' as const },
			'(a) and (id eq "a" or on eq true)',
		],
	])('%s', (_what, input, filter) => {
		expect(buildFilters(offered, input)).toBe(filter);
	});

	test('text is taken where the documents know of no filters', () => {
		expect(buildFilters(undefined, { raw: 'a eq 1' })).toBe('a eq 1');
	});

	test('one of and / or is refused where the documents name the other only', () => {
		const build = (composite: string[] | undefined, join: 'and' | 'or') => () =>
			buildFilters({ ...offered, composite }, { rows, join });
		expect(build(['and'], 'or')).toThrow("joins conditions by 'or'");
		expect(build(['or'], 'and')).toThrow("joins conditions by 'and'");
		expect(build(['and', 'or'], 'or')).not.toThrow();
		expect(build(['not'], 'or')).not.toThrow();
		expect(build(undefined, 'or')).not.toThrow();
	});
});

describe('what was put in is read back', () => {
	/** A field by its type, with values for it and what the parser shall find. */
	const day = fc.date({
		min: new Date('0001-01-01T00:00:00Z'),
		max: new Date('9999-12-31T00:00:00Z'),
		noInvalidDate: true,
	});
	const text = fc.string({ minLength: 1, unit: 'binary' }).filter((value) => value.isWellFormed());
	const values = fc.oneof(
		fc.tuple(
			fc.constant('name'),
			text.map((value) => [value, { type: 'string', value }]),
		),
		fc.tuple(
			fc.constant('size'),
			fc.maxSafeInteger().map((value) => [value, { type: 'number', value: value + 0 }]),
		),
		fc.tuple(
			fc.constant('on'),
			fc.boolean().map((value) => [value, { type: 'boolean', value }]),
		),
		fc.tuple(
			fc.constant('created'),
			day.map((value) => [value, { type: 'date', value: value.toISOString() }]),
		),
	) as fc.Arbitrary<[string, [unknown, unknown]]>;
	const ordered = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le');
	const rows = fc.array(fc.tuple(values, ordered), { minLength: 1, maxLength: 6 });

	test('one value a row, all joined the same way', () => {
		fc.assert(
			fc.property(rows, fc.constantFrom('and' as const, 'or' as const), (given, join) => {
				const filter = buildFilters(offered, {
					rows: given.map(([[field, [value]], operator]) => row(field, operator, value)),
					join,
				});
				const tree = parseFilter(filter);
				expect(tree.kind).toBe(given.length > 1 ? join : 'test');
				expect(listConditions(tree)).toEqual(
					given.map(([[field, [, read]], operator]) => ({
						kind: 'test',
						field,
						operator,
						values: [read],
					})),
				);
			}),
		);
	});

	test('lists', () => {
		fc.assert(
			fc.property(
				fc.array(text, { minLength: 1 }),
				fc.constantFrom('in', 'ca'),
				(list, operator) => {
					const read = list.map((value) => ({ type: 'string', value }));
					const [found] = listConditions(parseFilter(one('name', operator, list)));
					expect(found?.values).toEqual(read);
					const [fromJson] = listConditions(
						parseFilter(one('name', operator, JSON.stringify(list))),
					);
					expect(fromJson?.values).toEqual(read);
				},
			),
		);
	});

	test('text beside rows stays one part of its own', () => {
		fc.assert(
			fc.property(rows, fc.constantFrom('and' as const, 'or' as const), (given, join) => {
				const tree = parseFilter(
					buildFilters(offered, {
						rows: given.map(([[field, [value]], operator]) => row(field, operator, value)),
						join,
						raw: 'first eq "1" or second eq "2"',
					}),
				);
				if (tree.kind !== 'and') throw new Error(`It is read as ${tree.kind}.`);
				expect(tree.parts[0]).toMatchObject({ kind: 'or', parts: [{ field: 'first' }, {}] });
				expect(listConditions(tree).length).toBe(2 + given.length);
			}),
		);
	});
});

test('every field and operator that the catalogue offers makes a filter that can be read', () => {
	const sample: Partial<Record<ValueType, unknown>> = { boolean: true, integer: 1, number: 1 };
	let checked = 0;
	for (const { filters } of listOperations()) {
		for (const [field, { operators, type = 'string' }] of Object.entries(filters?.fields ?? {})) {
			for (const operator of operators) {
				const value = sample[type] ?? '2030-01-31';
				const filter = buildFilters(filters, { rows: [row(field, operator, value)] });
				expect(listConditions(parseFilter(filter))).toMatchObject([{ field, operator }]);
				checked++;
			}
		}
	}
	expect(checked).toBeGreaterThan(1400);
});

test('API usage is filtered by a day as its documentation shows it', () => {
	const { filters } = listOperations().find(({ id }) => id === 'getTotalCountV1')!;
	const rows = [{ field: 'startDate', operator: 'gt', value: '2025-08-01' }];
	expect(buildFilters(filters, { rows })).toBe('startDate gt "2025-08-01"');
});
