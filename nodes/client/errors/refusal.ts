import { operationFor } from '../../catalogue/byPath';
import type { Answer, Call } from '../call';
import type { Claims } from '../token';

/** What a hint may look at. */
export interface Refusal {
	call: Call;
	answer: Answer;
	/** What ISC said. */
	text: string;
	/** Claims of the token that was sent, where it has any. */
	claims?: Claims;
}

export type RefusalTest = (refusal: Refusal) => boolean;

export interface Hint {
	when: RefusalTest;
	hint: (refusal: Refusal) => string;
}

export const status =
	(...wanted: number[]): RefusalTest =>
	({ answer }) =>
		wanted.includes(answer.status);

export const failed: RefusalTest = ({ answer }) => answer.status >= 500;

export const says =
	(pattern: RegExp): RefusalTest =>
	({ text }) =>
		pattern.test(text);

export const all =
	(...tests: RefusalTest[]): RefusalTest =>
	(refusal) =>
		tests.every((test) => test(refusal));

export const either =
	(...tests: RefusalTest[]): RefusalTest =>
	(refusal) =>
		tests.some((test) => test(refusal));

export const operationOf = ({ method, path }: Call) => operationFor(method, path)?.operation;
