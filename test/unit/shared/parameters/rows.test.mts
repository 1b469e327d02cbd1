import { parseNameValuePairs } from '../../../../nodes/shared/parameters/rows.ts';

test.each<[string, unknown, unknown]>([
	['nothing', undefined, []],
	['null', null, []],
	['an empty collection', {}, []],
	['no rows', { parameter: [] }, []],
	['rows', { parameter: [{ name: 'a', value: 1 }] }, [{ name: 'a', value: 1 }]],
	['a single row', { parameter: { name: 'a', value: '' } }, [{ name: 'a', value: '' }]],
	[
		'a name with spaces around it',
		{ parameter: [{ name: ' a ' }] },
		[{ name: 'a', value: undefined }],
	],
	[
		'a name that is a number',
		{ parameter: [{ name: 5, value: 'x' }] },
		[{ name: '5', value: 'x' }],
	],
	['rows without a name', { parameter: [{ value: 1 }, { name: ' ' }, { name: null }] }, []],
	['no rows, but a null', { parameter: null }, []],
])('parses %s', (_what, collection, pairs) => {
	expect(parseNameValuePairs(collection)).toEqual(pairs);
});

test('keeps the order and repeated names', () => {
	const parameter = [
		{ name: 'b', value: 1 },
		{ name: 'a', value: 2 },
		{ name: 'b', value: 3 },
	];
	expect(parseNameValuePairs({ parameter })).toEqual(parameter);
});
