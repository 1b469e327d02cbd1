import type { ApiResponse, ApiRequest } from '../types';
import type { TokenClaims } from '../accessToken';

/** Facts about a failed request that a hint depends on. */
export interface HintContext {
	request: ApiRequest;
	response: ApiResponse;
	/** Error message of ISC. */
	text: string;
	/** Claims of the token that was sent; undefined if it has none. */
	claims?: TokenClaims;
}

export type HintCondition = (context: HintContext) => boolean;

export interface HintRule {
	when: HintCondition;
	/** Returns how to fix the failure, as sentences. */
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
		conditions.every((condition) => condition(context));

export const matchesAny =
	(...conditions: HintCondition[]): HintCondition =>
	(context) =>
		conditions.some((condition) => condition(context));
