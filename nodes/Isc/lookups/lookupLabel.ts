import get from 'lodash/get';

import stored from '../../shared/catalogue/lookupDetails.json';
import type { ValueLookup } from '../../shared/catalogue/types';

const DETAILS: Readonly<Record<string, string[]>> = stored;

/** ISO text of a date: day and minute are enough to distinguish records. */
const DATE = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/;

function textAt(record: unknown, path: string): string {
	const value: unknown = get(record, path);
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text.replace(DATE, '$1 $2').replace(/(\d\d:\d\d)[:.\d]*(Z|[+-]\d\d:?\d\d)?$/, '$1');
}

/** Labels a listed record so that records of one name differ: the name, and what else is known of it. */
export function formatLookupLabel({ list, label, value }: ValueLookup, record: unknown): string {
	const name = textAt(record, label) || textAt(record, value);
	const details = (DETAILS[list] ?? [])
		.map((path) => textAt(record, path))
		.filter((text) => text !== '' && text !== name);
	if (details.length === 0) return name;
	// An ID says less than the rest.
	return label === value ? `${details.join(', ')} (${name})` : `${name} (${details.join(', ')})`;
}
