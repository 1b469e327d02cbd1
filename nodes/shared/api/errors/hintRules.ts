import type { ApiResponse, ApiRequest } from '../types';
import type { TokenClaims } from '../accessToken';

/** What a hint may look at. */
export interface HintContext {
	request: ApiRequest;
	response: ApiResponse;
	/** What ISC said. */
	text: string;
	/** Claims of the token that was sent, where it has any. */
	claims?: TokenClaims;
}

export type HintCondition = (refusal: HintContext) => boolean;

export interface HintRule {
	when: HintCondition;
	hint: (refusal: HintContext) => string;
}

export const hasStatus =
	(...wanted: number[]): HintCondition =>
	({ response }) =>
		wanted.includes(response.status);

export const isServerError: HintCondition = ({ response }) => response.status >= 500;

export const mentions =
	(pattern: RegExp): HintCondition =>
	({ text }) =>
		pattern.test(text);

export const allOf =
	(...tests: HintCondition[]): HintCondition =>
	(refusal) =>
		tests.every((test) => test(refusal));

export const anyOf =
	(...tests: HintCondition[]): HintCondition =>
	(refusal) =>
		tests.some((test) => test(refusal));
