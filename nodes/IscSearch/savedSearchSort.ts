import type { IDataObject } from 'n8n-workflow';

import { DOCUMENT_TYPES } from '../shared/catalogue/documentTypes';
import { isJsonObject } from '../shared/parameters/json';

const toStrings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/**
 * Returns the sort fields of a saved search. In ISC, `orderBy`, which has an order per index, takes precedence over `sort`.
 * A search has one order for all indices, so `orderBy` is used only if its orders are equal.
 * @returns sort fields, such as `-created`; empty if there are none
 */
export function getSavedSearchSort({ indices, orderBy, sort }: IDataObject): string[] {
	const orders = isJsonObject(orderBy) ? orderBy : {};
	const names = toStrings(indices).flatMap((index) => [index, DOCUMENT_TYPES[index] ?? index]);
	const sorts = Object.entries(orders)
		.filter(([name]) => names.length === 0 || names.includes(name))
		.map(([, order]) => toStrings(order))
		.filter((order) => order.length > 0);
	const [first = []] = sorts;
	const isUnique = sorts.every((order) => order.join() === first.join());
	return first.length > 0 && isUnique ? first : toStrings(sort);
}
