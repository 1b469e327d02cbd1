import { getTotal } from '../../../../nodes/shared/pagination/total.ts';

test.each<[string | undefined, number | undefined]>([
	['500', 500],
	[' 500 ', 500],
	['500, 500', 500],
	['0', 0],
	['500, 600', undefined],
	['1,000', undefined],
	['-5', undefined],
	['500.0', undefined],
	['0x10', undefined],
	['many', undefined],
	['', undefined],
	[undefined, undefined],
])('reads the total %j as %j', (text, total) => {
	const headers: Record<string, string> = text === undefined ? {} : { 'x-total-count': text };
	expect(getTotal({ headers })).toBe(total);
});
