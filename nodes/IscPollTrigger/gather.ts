import type { Sender } from '../client/send';
import { CallFailed } from '../client/errors/failures';
import type { PollWish } from './read/pollWish';
import { checkMarks, foundIn, type Found } from './state/found';
import { byDate, Candidates, watermarkOf, type PollState } from './state/state';

/** What one poll delivers. */
export interface Gathered {
	delivered: Found[];
	/** Whether there is more, for the next poll. */
	hasLeft: boolean;
}

/**
 * Reads what is new. Where the source gives its records in the order of their dates, reading ends once there
 * are enough, or the time is up.
 * @param now when the poll began, in milliseconds
 * @param isTimeUp whether n8n will not wait much longer
 * @throws CallFailed where the time is up before it is known which records are the oldest
 */
export async function gatherNew(
	send: Sender,
	{ source, maxItems, ahead, isOwn }: PollWish,
	state: PollState,
	now: number,
	isTimeUp: () => boolean,
): Promise<Gathered> {
	const candidates = new Candidates(state, ahead === undefined ? Infinity : now + ahead);
	let isCut = false;
	const sample: unknown[] = [];
	for await (const records of source.since(send, watermarkOf(state))) {
		candidates.add(foundIn(records, source.marks));
		if (isOwn && sample.length < SAMPLE) sample.push(...records);
		const hasEnough = source.isAscending && candidates.size > maxItems;
		if (isTimeUp() && !source.isAscending) refuseLong();
		isCut = hasEnough || isTimeUp();
		if (isCut) break;
	}
	if (isOwn) checkMarks(sample, source.marks);
	const delivered = candidates.oldest(maxItems);
	return { delivered, hasLeft: isCut || candidates.size > delivered.length };
}

/** Records to look at for the fields that the user named. */
const SAMPLE = 250;

function refuseLong(): never {
	throw new CallFailed({
		message: 'The list is too long to be read within the time that n8n gives a poll',
		hint: "Narrow it with 'Filter Expression', or choose a 'Date Field' that the list can be filtered or sorted by.",
	});
}

/** Reads the newest few, oldest first, whatever was delivered before. */
export async function gatherNewest(
	send: Sender,
	{ source, isOwn }: PollWish,
	count: number,
): Promise<Found[]> {
	const found: Found[] = [];
	for await (const records of source.newest(send, count)) {
		if (isOwn) checkMarks(records, source.marks);
		found.push(...foundIn(records, source.marks));
	}
	return found.sort(byDate).slice(-count);
}
