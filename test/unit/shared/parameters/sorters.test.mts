import fc from '../../../fastCheck.mts';
import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import { buildSorters } from '../../../../nodes/shared/parameters/sorters.ts';
import { parseSorters } from '../../../../simulator/src/collections/sort.mts';

const offered = ['name', 'created', 'owner.name'];

test.each([
	['nothing', {}, ''],
	['an empty row', { rows: [{ field: ' ' }] }, ''],
	['one', { rows: [{ field: ' name ' }] }, 'name'],
	['descending', { rows: [{ field: 'name', descending: true }] }, '-name'],
	[
		'several',
		{ rows: [{ field: 'created', descending: true }, { field: 'name' }] },
		'-created,name',
	],
	[
		'what expressions give',
		{
			rows: [
				{ field: undefined },
				{ field: 'name', descending: 'false' },
				{ field: 'created', descending: 'true' },
			],
		},
		'name,-created',
	],
	['text stays as it is', { raw: ' -any ,x' }, ' -any ,x'],
	['text comes first', { raw: '-any', rows: [{ field: 'name' }] }, '-any,name'],
])('builds sorters: %s', (_what, input, sorters) => {
	expect(buildSorters(offered, input)).toBe(sorters);
});

test('rejects an unsupported field and lists the supported ones', () => {
	const build = (field: string, fields?: string[]) => () =>
		buildSorters(fields, { rows: [{ field }] });
	expect(build('size', offered)).toThrow(ParameterError);
	expect(build('size', offered)).toThrow(
		"'Sort By' contains a field that this operation can't sort by: 'size'",
	);
	expect(build('size')).toThrow("can't sort by: 'size'");
	expect(() => buildSorters(offered, { rows: [{ field: 'name' }, { field: 'name ' }] })).toThrow(
		"'Sort By' contains 'name' twice",
	);
});

test('builds sorters that the simulator parses back', () => {
	const fields = { filters: {}, sorters: offered };
	const key = fc.record({ field: fc.constantFrom(...offered), descending: fc.boolean() });
	fc.assert(
		fc.property(fc.uniqueArray(key, { minLength: 1, selector: ({ field }) => field }), (rows) => {
			expect(parseSorters(buildSorters(offered, { rows }), fields)).toEqual(rows);
		}),
	);
});
