import get from 'lodash/get';

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

/** Services write the same states differently: TEMP_ERROR, TEMPERROR, TempError. */
const plain = (state: string) => state.toUpperCase().replace(/[^A-Z]/g, '');
const isOneOf = (state: string, states: string[]) => states.map(plain).includes(plain(state));

/** The clocks of ISC's services agree to within a few seconds, and a start takes some time to be answered. */
const TOLERANCE = 5_000;

/** Whether a record still tells of a job that ran before. */
function isEarlier({ family, began }: Job, record: unknown): boolean {
	const { began: date } = family.poll;
	return date !== undefined && Date.parse(String(get(record, date))) < began - TOLERANCE;
}

function judgeRecord(job: Job, record: unknown): Standing {
	const { family, succeeded } = job;
	const value: unknown = isEarlier(job, record) ? undefined : get(record, family.state);
	const state = value === undefined || value === null ? '' : String(value);
	const messages = (family.messages ?? [])
		.flatMap((path) => valuesAt(record, path))
		.filter((text) => typeof text === 'string');
	const base = { state, messages, record };
	if (state === '') return { ...base, outcome: 'running', isUnknown: false };
	if (isOneOf(state, succeeded)) return { ...base, outcome: 'succeeded', isUnknown: false };
	if (isOneOf(state, family.failed)) return { ...base, outcome: 'failed', isUnknown: false };
	return { ...base, outcome: 'running', isUnknown: !isOneOf(state, family.running) };
}

/**
 * How a job stands by what ISC answers: one standing for each record, of which an access request has one for each
 * thing that it asks for.
 * @returns none where ISC knows nothing of the job yet
 */
export function judge(job: Job, answer: unknown): Standing[] {
	const { find } = job.family.poll;
	const records = Array.isArray(answer) ? (answer as unknown[]) : [answer];
	return records
		.filter((record) => find === undefined || get(record, find) === lastPart(job))
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
