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

export type HintCondition = (context: HintContext) => boolean;

export interface HintRule {
	when: HintCondition;
	hint: (context: HintContext) => string;
}

export const hasStatus =
	(...statuses: number[]): HintCondition =>
	({ response }) =>
		statuses.includes(response.status);

export const isServerError: HintCondition = ({ response }) => response.status >= 500;

export const mentionsText =
	(pattern: RegExp): HintCondition =>
	({ text }) =>
		pattern.test(text);

export const matchesAll =
	(...conditions: HintCondition[]): HintCondition =>
	(context) =>
		conditions.every((test) => test(context));

export const matchesAny =
	(...conditions: HintCondition[]): HintCondition =>
	(context) =>
		conditions.some((test) => test(context));
