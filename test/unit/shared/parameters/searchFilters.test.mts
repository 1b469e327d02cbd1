import { buildSearchFilters } from '../../../../nodes/shared/parameters/searchFilters.ts';

test('builds each type of filter', () => {
	expect(
		buildSearchFilters([
			{ field: 'a', type: 'terms', terms: 'x, y' },
			{ field: 'b', type: 'range', from: '2026-01-01', to: 9, inclusive: 'false' },
			{ field: 'c', type: 'exists', mode: 'exclude' },
			{ field: 'd', type: 'range', to: '5' },
		]),
	).toEqual({
		a: { type: 'TERMS', terms: ['x', 'y'] },
		b: {
			type: 'RANGE',
			range: {
				lower: { value: '2026-01-01', inclusive: false },
				upper: { value: '9', inclusive: false },
			},
		},
		c: { type: 'EXISTS', exclude: true },
		d: { type: 'RANGE', range: { upper: { value: '5', inclusive: true } } },
	});
	expect(buildSearchFilters([])).toBeUndefined();
});

test.each([
	[[{ field: '' }], /have no field in row 1/],
	[[{ field: 'a', type: 'terms', terms: '' }], /have no value for 'a'/],
	[[{ field: 'a', type: 'terms', terms: [null, ''] }], /have no value for 'a'/],
	[[{ field: 'a', type: 'between', from: 1 }], /'Filter Type' has an unsupported value: 'between'/],
	[[{ field: 'a', type: 'exists', mode: 'no' }], /'Mode' has an unsupported value: 'no'/],
	[[{ field: 'a', type: 'range' }], /have no bounds for 'a'/],
	[
		[
			{ field: 'a', type: 'exists' },
			{ field: 'a', type: 'exists' },
		],
		/contain 'a' twice/,
	],
])('rejects %j', (rows, message) => expect(() => buildSearchFilters(rows)).toThrow(message));
