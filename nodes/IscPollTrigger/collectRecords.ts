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

/** What one poll delivers. */
export interface CollectedRecords {
	delivered: PolledRecord[];
	/** All that is dated before this moment, and could be seen, is delivered; Infinity where all is. */
	reached: number;
}

/** Records to look at for the fields that the user named. */
const SAMPLE = 250;
const DAY = 86_400_000;

/**
 * Reads what is new. Where records come in the order of their dates, reading ends once there are enough, or the
 * time is up.
 * @param isTimeUp whether n8n will not wait much longer
 * @throws CallFailed where the time is up before it is known which records are the oldest
 */
export async function collectNewRecords(
	send: SendRequest,
	params: PollParams,
	state: PollState,
	time: Pick<TenantClock, 'now'>,
	isTimeUp: () => boolean,
): Promise<CollectedRecords> {
	const { source, maxItems, leadTimeMs: ahead } = params;
	const candidates = new NewRecordSet(state);
	const sample: unknown[] = [];

	/** @returns up to which moment the stream was read */
	async function read(stream: RecordStream): Promise<number> {
		const before = candidates.size;
		let isSorted = stream.isAscending;
		let last = -Infinity;
		for await (const records of stream.since(send, state.upTo)) {
			if (sample.length < SAMPLE) sample.push(...records);
			const found = toPolledRecords(records, source.keys, time.now, state.formerIds);
			candidates.add(found, ahead === undefined ? Infinity : time.now + ahead);
			const dates = getDates(records, stream.dateOf);
			isSorted &&= isInOrder(records, stream.dateOf, 'oldestFirst') && (dates[0] ?? last) >= last;
			last = dates.at(-1) ?? last;
			// What comes in no order has to be read to its end: any record may be older than those before.
			if (!isSorted && isTimeUp()) refuseLong();
			if (isSorted && (isTimeUp() || candidates.size - before > maxItems)) return last;
		}
		return Infinity;
	}

	let reached = Infinity;
	for (const stream of source.streams) reached = Math.min(reached, await read(stream));
	checkSample(sample, params);
	const all = candidates.upTo(reached);
	const delivered = all.slice(0, maxItems);
	return { delivered, reached: all.length > maxItems ? delivered.at(-1)!.at : reached };
}

/** @throws BadInput where the fields that the user named can't say what is new */
function checkSample(
	records: unknown[],
	{ hasCustomFields: isOwn, source, lookBackMs: lookBack }: PollParams,
): void {
	if (!isOwn) return;
	assertKeysExist(records, source.keys);
	const { date } = source.keys;
	if (lookBack >= DAY || !records.some((record) => isDateOnly(get(record, date)))) return;
	throw new ParameterError(
		'Date Field',
		`is '${date}', which holds days without a time, so that records of a day that has begun would be missed`,
		"Set Options > 'Look-Back' to 1440 minutes or more, or choose a field with a time.",
	);
}

function refuseLong(): never {
	throw new ApiError({
		message: 'The list is too long to be read within the time that n8n gives a poll',
		hint: "Narrow it with 'Filter Expression', or choose a 'Date Field' that the list can be filtered or sorted by.",
	});
}

/**
 * Reads the newest few, oldest first; what was delivered before counts as well.
 * @throws BadInput where records have no date that could be shown
 */
export async function collectLatestRecords(
	send: SendRequest,
	params: PollParams,
	time: Pick<TenantClock, 'now'>,
	count: number,
): Promise<PolledRecord[]> {
	const { source } = params;
	const found = new Map<string, PolledRecord>();
	const sample: unknown[] = [];
	for (const stream of source.streams) {
		for await (const records of stream.newest(send, count)) {
			if (sample.length < SAMPLE) sample.push(...records);
			for (const one of toPolledRecords(records, source.keys, time.now)) found.set(one.key, one);
		}
	}
	checkSample(sample, params);
	if (params.hasCustomFields && found.size === 0 && sample.length > 0) {
		throw new ParameterError(
			'Date Field',
			`is '${source.keys.date}', which is empty in all ${sample.length} records that were read`,
			'If it is filled in later, publish the workflow as it is; else choose another field.',
		);
	}
	return [...found.values()].sort(compareByDate).slice(-count);
}

/** Asks for a record, for the sake of the tenant's time alone. */
export async function fetchTenantTime(send: SendRequest, { source }: PollParams): Promise<void> {
	for await (const _records of source.streams.at(-1)!.newest(send, 1)) return;
}
