import get from 'lodash/get';

import type { SendRequest } from '../shared/api/sendRequest';
import { ApiError } from '../shared/api/errors/errors';
import { ParameterError } from '../shared/parameters/parameterError';
import type { PollParams } from './parameters/readParams';
import { getDates, isInOrder, type RecordStream } from './sources/recordSource';
import { assertKeysExist, toPolledRecords, type PolledRecord } from './state/polledRecord';
import { isDateOnly } from '../shared/parameters/recordDates';
import { compareByDate, NewRecordSet, type PollState } from './state/pollState';
import type { TenantClock } from './tenantClock';

/** Result of one poll. */
export interface CollectedRecords {
	delivered: PolledRecord[];
	/** All visible records with an earlier date are delivered. In epoch milliseconds; Infinity if all are. */
	reached: number;
}

/** Number of records in which to check the fields that the user entered. */
const SAMPLE_SIZE = 250;
const DAY_MS = 86_400_000;

/**
 * Collects the new records. If a list is sorted by date, reading stops when there are enough records or the time is up.
 * @param isTimeUp whether n8n's time limit is reached
 * @throws ApiError if the time is up before the oldest records are known
 */
export async function collectNewRecords(
	send: SendRequest,
	params: PollParams,
	state: PollState,
	clock: Pick<TenantClock, 'now'>,
	isTimeUp: () => boolean,
): Promise<CollectedRecords> {
	const { source, maxItems, leadTimeMs } = params;
	const candidates = new NewRecordSet(state);
	const sample: unknown[] = [];

	/** @returns the date up to which the stream was read, in epoch milliseconds */
	async function read(stream: RecordStream): Promise<number> {
		let isSorted = stream.isAscending;
		let last = -Infinity;
		for await (const records of stream.readSince(send, state.upTo)) {
			if (sample.length < SAMPLE_SIZE) sample.push(...records);
			const polled = toPolledRecords(records, source.keys, clock.now, state.formerIds);
			candidates.add(polled, leadTimeMs === undefined ? Infinity : clock.now + leadTimeMs);
			const dates = getDates(records, stream.getDate);
			isSorted &&= isInOrder(records, stream.getDate, 'oldestFirst') && (dates[0] ?? last) >= last;
			last = dates.at(-1) ?? last;
			// An unsorted list must be read to its end: any record can be older than the previous ones.
			if (!isSorted && isTimeUp()) throwListTooLong();
			if (isSorted && (isTimeUp() || candidates.countUpTo(last) > maxItems)) return last;
		}
		return Infinity;
	}

	let reached = Infinity;
	for (const stream of source.streams) reached = Math.min(reached, await read(stream));
	checkSample(sample, params);
	const all = candidates.getUpTo(reached);
	const delivered = all.slice(0, maxItems);
	return { delivered, reached: all.length > maxItems ? delivered.at(-1)!.at : reached };
}

/**
 * Checks the fields that the user entered against a sample of records.
 * @throws ParameterError if they can't identify new records
 */
function checkSample(
	records: unknown[],
	{ hasCustomFields, source, lookBackMs }: PollParams,
): void {
	if (!hasCustomFields) return;
	assertKeysExist(records, source.keys);
	const { date } = source.keys;
	if (lookBackMs >= DAY_MS || !records.some((record) => isDateOnly(get(record, date)))) return;
	throw new ParameterError(
		'Date Field',
		`contains dates without a time: '${date}'. Records of the current day would be missed.`,
		"Set Options > 'Look-Back' to 1440 minutes or more, or use a field with a time.",
	);
}

function throwListTooLong(): never {
	throw new ApiError({
		message: "The list is too long to read within n8n's time limit for polls",
		hint: "Narrow the list with 'Filter Expression', or use a 'Date Field' by which ISC can filter or sort the list.",
	});
}

/**
 * Collects the latest records, oldest first, including records that were delivered before.
 * @throws ParameterError if no record has a date
 */
export async function collectLatestRecords(
	send: SendRequest,
	params: PollParams,
	clock: Pick<TenantClock, 'now'>,
	count: number,
): Promise<PolledRecord[]> {
	const { source } = params;
	const latest = new Map<string, PolledRecord>();
	const sample: unknown[] = [];
	for (const stream of source.streams) {
		for await (const records of stream.readLatest(send, count)) {
			if (sample.length < SAMPLE_SIZE) sample.push(...records);
			for (const one of toPolledRecords(records, source.keys, clock.now)) latest.set(one.key, one);
		}
	}
	checkSample(sample, params);
	if (params.hasCustomFields && latest.size === 0 && sample.length > 0) {
		throw new ParameterError(
			'Date Field',
			`is empty in all ${sample.length} records: '${source.keys.date}'`,
			'Use another field. If ISC sets the field later, publish the workflow as it is.',
		);
	}
	return [...latest.values()].sort(compareByDate).slice(-count);
}

/** Sends one request, whose response contains the tenant's time. */
export async function fetchTenantTime(send: SendRequest, { source }: PollParams): Promise<void> {
	for await (const _records of source.streams.at(-1)!.readLatest(send, 1)) return;
}
