import get from 'lodash/get';

import type { Job } from './job';
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

function judgeRecord({ family, succeeded }: Job, record: unknown): Standing {
	const value: unknown = get(record, family.state);
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
		.filter((record) => find === undefined || get(record, find) === job.id)
		.map((record) => judgeRecord(job, record));
}

export const hasEnded = (standings: Standing[]) =>
	standings.length > 0 && standings.every(({ outcome }) => outcome !== 'running');
