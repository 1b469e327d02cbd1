import { createHash } from 'crypto';
import get from 'lodash/get';

import { ParameterError } from '../../shared/parameters/parameterError';
import { toUtcIso, parseRecordDate } from '../../shared/parameters/recordDates';

/** A record with its key and date. */
export interface PolledRecord {
	record: unknown;
	/** Identifies this version of the record: a changed record has another key. */
	key: string;
	/** Keys under which the record can have been delivered before the trigger was edited. */
	otherKeys: string[];
	/** Date in epoch milliseconds. */
	at: number;
}

/** Fields that identify and date a record. */
export interface RecordKeys {
	ids: readonly string[];
	date: string;
	/** Date field for records without `date`: ISC leaves `modified` empty until the first change. */
	orDate?: string;
	/** For new records only: the date under which the record can have been delivered as a change. */
	changeDate?: string;
	/** Field that ISC can set later than the date. The record is returned when it has both. */
	state?: string;
	/** Field with the date when search indexed the record, for records that never change. */
	indexed?: string;
}

/** 66 bits: unique among millions of records, and short, because the state stores thousands of keys. */
const RECORD_KEY_LENGTH = 11;

/** Maximum time to wait for the state of a record after its date, in ms. */
const MAX_STATE_DELAY_MS = 600_000;

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** Builds the key of a record from its IDs and date. */
function buildKey(record: unknown, ids: readonly string[], at: number): string {
	const values = ids.map((id) => get(record, id) ?? null);
	// A record without an ID is identified by all its fields.
	const identity = values.some((value) => value !== null) ? values : [record];
	return createHash('sha256')
		.update(JSON.stringify([identity, toUtcIso(at)]))
		.digest('base64url')
		.slice(0, RECORD_KEY_LENGTH);
}

/**
 * Reads a date field of a record; undefined if it has no date.
 * @throws ParameterError for an invalid date: skipping the record would lose it silently
 */
function readDateField(record: unknown, field: string, { ids }: RecordKeys): number | undefined {
	const value: unknown = get(record, field);
	if (isEmpty(value)) return undefined;
	const at = parseRecordDate(value);
	// Services that can't leave a date empty return a zero date: the year 1, or 1970.
	if (at !== undefined) return at > 0 ? at : undefined;
	const id = ids.map((name) => String(get(record, name) ?? '')).join(', ');
	throw new ParameterError(
		'Date Field',
		`has an invalid date in the record '${id}': ${JSON.stringify(value).slice(0, 80)} in '${field}'`,
		'Use another date field, or exclude such records with a filter.',
	);
}

/** Reads the date of a record; undefined if it has none yet. */
const readDate = (record: unknown, keys: RecordKeys): number | undefined =>
	readDateField(record, keys.date, keys) ??
	(keys.orDate === undefined ? undefined : readDateField(record, keys.orDate, keys));

/**
 * Adds keys and dates to the records of a page, and skips records without a date: they aren't complete yet.
 * @param now the tenant's time, in epoch milliseconds
 * @param formerIds the ID fields before the user changed them
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
		if (keys.state && isEmpty(get(record, keys.state)) && at > now - MAX_STATE_DELAY_MS) return [];
		const changedAt = keys.changeDate && readDateField(record, keys.changeDate, keys);
		const dates = typeof changedAt === 'number' ? [at, changedAt] : [at];
		const [key, ...otherKeys] = [keys.ids, ...(formerIds ? [formerIds] : [])].flatMap((ids) =>
			dates.map((date) => buildKey(record, ids, date)),
		);
		return [{ record, key: key!, otherKeys, at }];
	});

const isMissing = (records: unknown[], field: string) =>
	records.every((record) => get(record, field) === undefined);

/**
 * Checks that the fields that the user entered exist, to detect misspelled ones.
 * @throws ParameterError for a field that no record has
 */
export function assertKeysExist(records: unknown[], { ids, date }: RecordKeys): void {
	if (records.length === 0) return;
	if (ids.every((id) => isMissing(records, id))) {
		throw new ParameterError(
			'ID Field',
			`'${ids.join(', ')}' doesn't exist in any record`,
			'Enter a field that identifies records, such as id.',
		);
	}
	if (isMissing(records, date)) {
		throw new ParameterError(
			'Date Field',
			`'${date}' doesn't exist in any record`,
			'Enter a field with a date that the records have, such as created or modified.',
		);
	}
}
