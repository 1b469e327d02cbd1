import get from 'lodash/get';

import stored from '../../shared/catalogue/lookupDetails.json';
import type { ReferenceLookup } from '../references';

const DETAILS: Readonly<Record<string, string[]>> = stored;

/** ISO date. Day and minute are enough to distinguish records. */
const DATE = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/;

function getText(record: unknown, path: string): string {
	const value: unknown = get(record, path);
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text.replace(DATE, '$1 $2').replace(/(\d\d:\d\d)[:.\d]*(Z|[+-]\d\d:?\d\d)?$/, '$1');
}

/** Builds a label from the name and other details, so that records with the same name differ. */
export function formatLookupLabel(
	{ list, label, value }: ReferenceLookup,
	record: unknown,
): string {
	const name = getText(record, label) || getText(record, value);
	const details = (DETAILS[list] ?? [])
		.map((path) => getText(record, path))
		.filter((text) => text !== '' && text !== name);
	if (details.length === 0) return name;
	// The details say more than an ID.
	return label === value ? `${details.join(', ')} (${name})` : `${name} (${details.join(', ')})`;
}
