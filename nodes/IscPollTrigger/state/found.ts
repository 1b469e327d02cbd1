import { createHash } from 'crypto';
import get from 'lodash/get';

import { BadInput } from '../../client/errors/failures';
import { isoOf, millisOf } from './moment';

/** A record with what is kept of it. */
export interface Found {
	record: unknown;
	/** Tells this version of the record from all others: one that changes is another. */
	key: string;
	/** Its date, in milliseconds since 1970. */
	at: number;
}

/** Which fields of a record say what it is and when it came. */
export interface Marks {
	ids: readonly string[];
	date: string;
}

/** Long enough that no two of a million are alike, short enough for thousands to be kept. */
const KEY_LENGTH = 16;

function keyOf(record: unknown, { ids }: Marks, at: number): string {
	const values = ids.map((id) => get(record, id) ?? null);
	// Without an ID, a record is told from others by all that it holds.
	const identity = values.some((value) => value !== null) ? values : [record];
	return createHash('sha256')
		.update(JSON.stringify([identity, isoOf(at)]))
		.digest('base64url')
		.slice(0, KEY_LENGTH);
}

/** Finds out what the records of a page are. Those without a date are left out: they have not come yet. */
export const foundIn = (records: unknown[], marks: Marks): Found[] =>
	records.flatMap((record) => {
		const at = millisOf(get(record, marks.date));
		return at === undefined ? [] : [{ record, key: keyOf(record, marks, at), at }];
	});

const hasNone = (records: unknown[], field: string) =>
	records.every((record) => get(record, field) === undefined);

/**
 * Looks at whether the fields that a user named are there at all, lest a misspelled one goes unnoticed.
 * @throws BadInput naming the parameter
 */
export function checkMarks(records: unknown[], { ids, date }: Marks): void {
	if (records.length === 0) return;
	if (ids.every((id) => hasNone(records, id))) {
		throw new BadInput(
			'ID Field',
			`is '${ids.join(', ')}', which no record has`,
			'Enter the field that tells records apart, such as id.',
		);
	}
	if (hasNone(records, date)) {
		throw new BadInput(
			'Date Field',
			`is '${date}', which no record has`,
			'Enter a field with a date that the records have, such as created or modified.',
		);
	}
}
