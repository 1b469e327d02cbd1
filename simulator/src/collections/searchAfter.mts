import { badRequest } from '../http/errors.mts';
import { getGetter } from '../filter/fields.mts';
import type { Fields } from '../filter/fields.mts';
import type { Selection } from './queryTable.mts';
import { compareKeys, parseSorters, toSortKey } from './sort.mts';

/** Returns the position after the row with the given sort values. Throws a 400 if invalid. */
export function findPositionAfter<T extends object>(
	selection: Selection<T>,
	searchAfter: string,
	sorters: string | undefined,
	fields: Fields<T>,
): number {
	if (!sorters) throw badRequest('The parameter "searchAfter" needs "sorters".');
	const order = parseSorters(sorters, fields);
	const values = searchAfter.split(',');
	if (values.length !== order.length) {
		throw badRequest('The parameter "searchAfter" must have one value for each of the sorters.');
	}
	const columns = order.map(({ field, descending }, i) => ({
		get: getGetter(fields, field),
		descending,
		value: values[i] as string,
	}));
	return selection.firstPlace((record) => {
		for (const { get, descending, value } of columns) {
			const held = get(record);
			const wanted = typeof held === 'boolean' ? Number(value === 'true') : toSortKey(value);
			const difference = compareKeys(toSortKey(held), wanted, descending);
			if (difference) return difference > 0;
		}
		return false;
	});
}
