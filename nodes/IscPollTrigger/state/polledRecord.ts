import { createHash } from 'crypto';
import get from 'lodash/get';

import { ParameterError } from '../../shared/parameters/parameterError';
import { toUtcIso, parseRecordDate } from '../../shared/parameters/recordDates';

/** A record with what is kept of it. */
export interface PolledRecord {
	record: unknown;
	/** Tells this version of the record from all others: one that changes is another. */
	key: string;
	/** Keys under which the same may have been delivered before the trigger was edited. */
	otherKeys: string[];
	/** Its date, in milliseconds since 1970. */
	at: number;
}

/** Which fields of a record say what it is and when it came. */
export interface RecordKeys {
	ids: readonly string[];
	date: string;
	/** The date of a record that has none in `date`: ISC leaves `modified` empty until a first change. */
	orDate?: string;
	/** Where each record comes once: the date by which it may have been delivered as a change. */
	changeDate?: string;
	/** A field that may be filled in a little later than the date: both are waited for. */
	state?: string;
	/** Where records never change: the field that says when search began to show one. */
	indexed?: string;
}

/** 66 bits: no two of a million records are alike, and thousands of them take little room. */
export const RECORD_KEY_LENGTH = 11;

/** How long a record waits for its state, once it has its date. */
const STATE_WAIT = 600_000;

const isNone = (value: unknown) => value === undefined || value === null || value === '';

function keyOf(record: unknown, ids: readonly string[], at: number): string {
	const values = ids.map((id) => get(record, id) ?? null);
	// Without an ID, a record is told from others by all that it holds.
	const identity = values.some((value) => value !== null) ? values : [record];
	return createHash('sha256')
		.update(JSON.stringify([identity, toUtcIso(at)]))
		.digest('base64url')
		.slice(0, RECORD_KEY_LENGTH);
}

/** @throws BadInput for a value that can't be read: left out without a word, its record would be lost */
function readDateField(record: unknown, field: string, { ids }: RecordKeys): number | undefined {
	const value: unknown = get(record, field);
	if (isNone(value)) return undefined;
	const at = parseRecordDate(value);
	if (at !== undefined) return at;
	const id = ids.map((name) => String(get(record, name) ?? '')).join(', ');
	throw new ParameterError(
		'Date Field',
		`is '${field}', which holds ${JSON.stringify(value).slice(0, 80)} in the record '${id}': that can't be read as a date`,
		'Choose another date field, or leave such records out with a filter.',
	);
}

/** @returns the date of a record; undefined where it has none yet */
const readDate = (record: unknown, keys: RecordKeys): number | undefined =>
	readDateField(record, keys.date, keys) ??
	(keys.orDate === undefined ? undefined : readDateField(record, keys.orDate, keys));

/**
 * Finds out what the records of a page are. Those without a date are left out: they have not come yet.
 * @param now the tenant's time, in milliseconds
 * @param formerIds the ID fields before the user named others
 */
export const toPolledRecords = (
	records: unknown[],
	keys: RecordKeys,
	now: number,
	formerIds?: readonly string[],
): PolledRecord[] =>
	records.flatMap((record) => {
		const at = readDate(record, keys);
		if (at === undefined) return [];
		if (keys.state && isNone(get(record, keys.state)) && at > now - STATE_WAIT) return [];
		const changedAt = keys.changeDate && readDateField(record, keys.changeDate, keys);
		const dates = typeof changedAt === 'number' ? [at, changedAt] : [at];
		const [key, ...otherKeys] = [keys.ids, ...(formerIds ? [formerIds] : [])].flatMap((ids) =>
			dates.map((date) => keyOf(record, ids, date)),
		);
		return [{ record, key: key!, otherKeys, at }];
	});

const hasNone = (records: unknown[], field: string) =>
	records.every((record) => get(record, field) === undefined);

/**
 * Looks at whether the fields that a user named are there at all, lest a misspelled one goes unnoticed.
 * @throws BadInput naming the parameter
 */
export function assertKeysExist(records: unknown[], { ids, date }: RecordKeys): void {
	if (records.length === 0) return;
	if (ids.every((id) => hasNone(records, id))) {
		throw new ParameterError(
			'ID Field',
			`is '${ids.join(', ')}', which no record has`,
			'Enter the field that tells records apart, such as id.',
		);
	}
	if (hasNone(records, date)) {
		throw new ParameterError(
			'Date Field',
			`is '${date}', which no record has`,
			'Enter a field with a date that the records have, such as created or modified.',
		);
	}
}
