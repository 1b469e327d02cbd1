import type { IDataObject } from 'n8n-workflow';

import { isJsonObject } from '../shared/parameters/json';

/** Names of the indices in the order of a saved search, which are in the singular. */
const SINGULAR: Record<string, string> = {
	accessprofiles: 'accessprofile',
	accountactivities: 'accountactivity',
	entitlements: 'entitlement',
	events: 'event',
	identities: 'identity',
	roles: 'role',
};

const toStrings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/**
 * The order of a saved search. ISC lets `orderBy`, which has an order for each index, take precedence over `sort`. A
 * search has one order for all its indices, so `orderBy` counts where they agree.
 * @returns sort fields, such as `-created`; empty if it has no order
 */
export function getSavedSearchSort({ indices, orderBy, sort }: IDataObject): string[] {
	const orders = isJsonObject(orderBy) ? orderBy : {};
	const names = toStrings(indices).flatMap((index) => [index, SINGULAR[index] ?? index]);
	const sorts = Object.entries(orders)
		.filter(([name]) => names.length === 0 || names.includes(name))
		.map(([, order]) => toStrings(order))
		.filter((order) => order.length > 0);
	const [first = []] = sorts;
	const isUnique = sorts.every((order) => order.join() === first.join());
	return first.length > 0 && isUnique ? first : toStrings(sort);
}
