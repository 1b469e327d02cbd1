import get from 'lodash/get';
import isEmpty from 'lodash/isEmpty';

import { plainState, saysFailure } from '../../catalogue/states';
import { millisOf } from '../../forms/recordDates';
import { isObject } from '../../forms/object';
import { lastPart, type Job } from './job';
import { valuesAt } from './valuesAt';

/** How a job stands. */
export interface Standing {
	outcome: 'running' | 'succeeded' | 'failed';
	/** As ISC writes it; empty where there is none yet. */
	state: string;
	/** Whether the state is one that no document names. */
	isUnknown: boolean;
	/** What the job has to say. */
	messages: string[];
	/** What ISC says of it. */
	record: unknown;
}

const isOneOf = (state: string, states: string[]) =>
	states.map(plainState).includes(plainState(state));

/** The clocks of ISC's services agree to within a few seconds, and a start takes some time to be answered. */
const TOLERANCE = 5_000;

/** Whether a record still tells of a job that ran before. Dates without an offset are UTC. */
function isEarlier({ family, began }: Job, record: unknown): boolean {
	const { began: date } = family.poll;
	if (date === undefined) return false;
	const moment = millisOf(get(record, date));
	return moment !== undefined && moment < began - TOLERANCE;
}

const textsAt = (record: unknown, paths: string[] = []): string[] =>
	paths
		.flatMap((path) => valuesAt(record, path))
		.filter((text): text is string => typeof text === 'string');

/** What else of a failed job tells why, with the names of the fields. */
const clues = (record: unknown, paths: string[] = []): string[] =>
	paths.flatMap((path) => {
		const states = [...new Set(textsAt(record, [path]))];
		return states.length > 0 ? [`${path.replace('[]', '')} ${states.join(', ')}`] : [];
	});

function judgeRecord(job: Job, record: unknown): Standing {
	const { family, succeeded } = job;
	const value: unknown = isEarlier(job, record) ? undefined : get(record, family.state);
	const state = value === undefined || value === null ? '' : String(value);
	const messages = textsAt(record, family.messages);
	const base = { state, messages, record };
	if (state === '') return { ...base, outcome: 'running', isUnknown: false };
	if (isOneOf(state, succeeded)) return { ...base, outcome: 'succeeded', isUnknown: false };
	const isKnown = isOneOf(state, family.running);
	// ISC sets the date of the end before the state: the date alone doesn't count.
	const hasEnded = Boolean(get(record, family.ended ?? 'completed'));
	if (isOneOf(state, family.failed) || (!isKnown && (hasEnded || saysFailure(state)))) {
		const reasons = messages.length > 0 ? messages : clues(record, family.clues);
		return { ...base, messages: reasons, outcome: 'failed', isUnknown: false };
	}
	return { ...base, outcome: 'running', isUnknown: !isKnown };
}

/**
 * How a job stands by what ISC answers: one standing for each record, of which an access request has one for each
 * thing that it asks for.
 * @returns none where ISC knows nothing of the job
 */
export function judge(job: Job, answer: unknown): Standing[] {
	const { find, filter } = job.family.poll;
	const id = lastPart(job);
	const records = Array.isArray(answer) ? (answer as unknown[]) : [answer];
	return records
		.filter((record) => isObject(record) && !isEmpty(record))
		.filter((record) => find === undefined || String(get(record, find)) === id)
		.filter((record) => filter === undefined || String(get(record, filter) ?? id) === id)
		.map((record) => judgeRecord(job, record));
}

/** How a job stands that has ended well, so that there is nothing left to be asked about. */
export const gone = ({ id }: Job, state: string): Standing => ({
	outcome: 'succeeded',
	state,
	isUnknown: false,
	messages: [],
	record: { id, status: state },
});

export const hasEnded = (standings: Standing[]) =>
	standings.length > 0 && standings.every(({ outcome }) => outcome !== 'running');
