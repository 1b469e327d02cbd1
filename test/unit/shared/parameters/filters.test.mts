import { DateTime } from 'luxon';

import fc from '../../../fastCheck.mts';
import { listOperations } from '../../../../nodes/shared/catalogue/operations.ts';
import type { FilterSpec, ValueType } from '../../../../nodes/shared/parameters/valueSpec.ts';
import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import { buildFilters, type FilterRow } from '../../../../nodes/shared/parameters/filters.ts';
import { parseFilter, listConditions } from '../../../../simulator/src/filter/parseFilter.mts';

const EVERY = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'co', 'sw', 'in', 'ca', 'pr', 'isnull'];
const createField = (type?: ValueType) => ({ operators: EVERY, type });
const offered: FilterSpec = {
	fields: {
		name: createField('string'),
		size: createField('integer'),
		share: createField('number'),
		on: createField('boolean'),
		created: createField('dateTime'),
		tags: createField('list'),
		what: createField(),
		id: { operators: ['eq', 'in'], type: 'string' },
	},
};
const createRow = (field: string, operator: string, value?: unknown): FilterRow => ({
	field,
	operator,
	value,
});
const buildOne = (field: string, operator: string, value?: unknown) =>
	buildFilters(offered, { rows: [createRow(field, operator, value)] });
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
		'a number in text, with all digits',
		'size',
		'eq',
		'9007199254740993',
		'size eq 9007199254740993',
	],
	['booleans are not quoted', 'on', 'eq', 'True', 'on eq true'],
	['false is a value', 'on', 'eq', false, 'on eq false'],
	['a day', 'created', 'gt', '2030-01-31', 'created gt 2030-01-31T00:00:00.000Z'],
	['an offset is turned to UTC', 'created', 'gt', '2030-01-31T14:00+02:00', `created gt ${NOON}`],
	[
		'a date without an offset, in UTC',
		'created',
		'gt',
		'2030-01-31T12:00:00',
		`created gt ${NOON}`,
	],
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
])('builds a filter: %s', (_what, field, operator, value, filter) => {
	expect(buildOne(field, operator, value)).toBe(filter);
	expect(listConditions(parseFilter(filter))).toHaveLength(1);
});

test.each([
	['empty text', 'name', 'eq', '', "has no value for 'name'"],
	['null', 'name', 'eq', null, "has no value for 'name'"],
	['undefined', 'size', 'gt', undefined, "has no value for 'size'"],
	['an empty list', 'id', 'in', [], "has no value for 'id'"],
	['only commas', 'id', 'in', ' , ', "has no value for 'id'"],
	['a gap in a list', 'id', 'in', ['a', ''], "has no value for 'id'"],
	['an object', 'name', 'eq', { a: 1 }, "has a value for 'name' that can't be compared with 'eq'"],
	['an invalid character', 'name', 'eq', '\ud800', "has a value for 'name' that can't be compared"],
	['an invalid number', 'size', 'eq', 'many', "has an invalid number for 'size': 'many'"],
	['a number with an exponent', 'size', 'eq', 1e21, "has an invalid number for 'size': '1e+21'"],
	['infinity', 'size', 'eq', Infinity, "has an invalid number for 'size': 'Infinity'"],
	['an invalid boolean', 'on', 'eq', 'yes', "has an invalid boolean for 'on': 'yes'"],
	[
		'an invalid date',
		'created',
		'gt',
		'yesterday',
		"has an invalid date for 'created': 'yesterday'",
	],
	[
		'a nonexistent date',
		'created',
		'gt',
		'2030-02-31',
		"has an invalid date for 'created': '2030-02-31'",
	],
	[
		'an invalid Date',
		'created',
		'gt',
		new Date(NaN),
		"has an invalid date for 'created': an object",
	],
	[
		'an invalid DateTime',
		'created',
		'gt',
		DateTime.invalid('test'),
		"has an invalid date for 'created': an object",
	],
])(
	'throws for %s instead of leaving the condition out',
	(_what, field, operator, value, message) => {
		expect(() => buildOne(field, operator, value)).toThrow(ParameterError);
		expect(() => buildOne(field, operator, value)).toThrow(`'Filters' ${message}`);
	},
);

const getDescription = (build: () => unknown) => {
	try {
		build();
	} catch (error) {
		return (error as ParameterError).description;
	}
	return 'nothing was thrown';
};

test('rejects an unsupported field or operator and lists the supported ones', () => {
	const two: FilterSpec = {
		fields: { id: { operators: ['eq', 'in'] }, name: { operators: ['sw'] } },
	};
	const build = (field: string, operator: string) => () =>
		buildFilters(two, { rows: [createRow(field, operator, 'a')] });
	expect(build('size', 'eq')).toThrow(
		"'Filters' contains a field that this operation can't filter by: 'size'",
	);
	expect(getDescription(build('size', 'eq'))).toContain('Use one of: id, name.');
	expect(build('id', 'sw')).toThrow("contains an operator that isn't supported for 'id': 'sw'");
	expect(getDescription(build('id', 'sw'))).toContain('Use one of: eq, in.');
	expect(build('toString', 'eq')).toThrow("can't filter by: 'toString'");
	expect(build(' ', 'eq')).toThrow('contains a row without a field');
	const missing = undefined as unknown as string;
	expect(build(missing, 'eq')).toThrow('contains a row without a field');
	expect(build('id', missing)).toThrow("isn't supported for 'id': ''");
	expect(() => buildFilters(undefined, { rows: [createRow('id', 'eq', 'a')] })).toThrow(
		"'Filters' aren't supported: no filters are documented for this operation",
	);
	expect(getDescription(() => buildOne('name', 'eq', ''))).toContain("'isnull'");
	expect(getDescription(() => buildOne('id', 'eq', ''))).not.toContain("'isnull'");
});

describe('rows with a filter expression', () => {
	const rows = [createRow('id', 'eq', 'a'), createRow('on', 'eq', true)];

	test.each([
		['nothing', {}, ''],
		['no rows', { rows: [], raw: ' ' }, ''],
		['an empty row', { rows: [createRow(' ', 'eq', '')] }, ''],
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
	])('are combined: %s', (_what, input, filter) => {
		expect(buildFilters(offered, input)).toBe(filter);
	});

	test('accepts an expression for an operation without documented filters', () => {
		expect(buildFilters(undefined, { raw: 'a eq 1' })).toBe('a eq 1');
	});

	test('rejects and / or if only the other one is documented', () => {
		const build = (composite: string[] | undefined, join: 'and' | 'or') => () =>
			buildFilters({ ...offered, composite }, { rows, join });
		expect(build(['and'], 'or')).toThrow("can't be combined with 'or'");
		expect(build(['or'], 'and')).toThrow("can't be combined with 'and'");
		expect(build(['and', 'or'], 'or')).not.toThrow();
		expect(build(['not'], 'or')).not.toThrow();
		expect(build(undefined, 'or')).not.toThrow();
	});
});

describe('a filter is parsed back', () => {
	/** A field of each type, with values and the expected result of the parser. */
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

	test('with one value per row', () => {
		fc.assert(
			fc.property(rows, fc.constantFrom('and' as const, 'or' as const), (given, join) => {
				const filter = buildFilters(offered, {
					rows: given.map(([[field, [value]], operator]) => createRow(field, operator, value)),
					join,
				});
				const parsed = parseFilter(filter);
				expect(parsed.kind).toBe(given.length > 1 ? join : 'test');
				expect(listConditions(parsed)).toEqual(
					given.map(([[field, [, parsed]], operator]) => ({
						kind: 'test',
						field,
						operator,
						values: [parsed],
					})),
				);
			}),
		);
	});

	test('with lists', () => {
		fc.assert(
			fc.property(
				fc.array(text, { minLength: 1 }),
				fc.constantFrom('in', 'ca'),
				(list, operator) => {
					const parsed = list.map((value) => ({ type: 'string', value }));
					const [found] = listConditions(parseFilter(buildOne('name', operator, list)));
					expect(found?.values).toEqual(parsed);
					const [fromJson] = listConditions(
						parseFilter(buildOne('name', operator, JSON.stringify(list))),
					);
					expect(fromJson?.values).toEqual(parsed);
				},
			),
		);
	});

	test('with an expression as one clause', () => {
		fc.assert(
			fc.property(rows, fc.constantFrom('and' as const, 'or' as const), (given, join) => {
				const parsed = parseFilter(
					buildFilters(offered, {
						rows: given.map(([[field, [value]], operator]) => createRow(field, operator, value)),
						join,
						raw: 'first eq "1" or second eq "2"',
					}),
				);
				if (parsed.kind !== 'and') throw new Error(`It is read as ${parsed.kind}.`);
				expect(parsed.parts[0]).toMatchObject({ kind: 'or', parts: [{ field: 'first' }, {}] });
				expect(listConditions(parsed).length).toBe(2 + given.length);
			}),
		);
	});
});

test('builds a valid filter for every field and operator of the catalogue', () => {
	const sample: Partial<Record<ValueType, unknown>> = { boolean: true, integer: 1, number: 1 };
	let checked = 0;
	for (const { filters } of listOperations()) {
		for (const [field, { operators, type = 'string' }] of Object.entries(filters?.fields ?? {})) {
			for (const operator of operators) {
				const value = sample[type] ?? '2030-01-31';
				const filter = buildFilters(filters, { rows: [createRow(field, operator, value)] });
				expect(listConditions(parseFilter(filter))).toMatchObject([{ field, operator }]);
				checked++;
			}
		}
	}
	expect(checked).toBeGreaterThan(1400);
});

test('filters API usage by a date without time, as documented', () => {
	const { filters } = listOperations().find(({ id }) => id === 'getTotalCountV1')!;
	const rows = [{ field: 'startDate', operator: 'gt', value: '2025-08-01' }];
	expect(buildFilters(filters, { rows })).toBe('startDate gt "2025-08-01"');
});
