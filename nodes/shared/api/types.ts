import type { IHttpRequestMethods } from './n8n';

import type { FilterSpec } from '../parameters/valueSpec';

export type QueryValue = string | number | boolean | Array<string | number | boolean>;

/** Facts about an operation that requests and error hints depend on. */
export interface OperationFacts {
	/** Whether a POST only reads data, so it can be repeated. */
	readOnly?: true;
	/** `user`: the token must belong to a user; `any`: tokens of API clients work too; `none`: public. */
	auth: 'user' | 'any' | 'none';
	/** The token needs one of these scopes; empty if the documentation names none. */
	scopes: string[];
	/** The token's owner needs one of these user levels; empty if the documentation names none. */
	levels: string[];
	parameters: Array<{ name: string; in: string; required: boolean }>;
	filters?: FilterSpec;
	body?: { fields: Array<{ name: string }> };
}

/** One request to ISC as plain data. Whatever builds one has checked it. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Encoded path with its version, such as `/accounts/v1/2c918085`; starts with one slash. */
	path: string;
	query: Record<string, QueryValue>;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Text goes out as it is (its type stands in the headers); form data gets its boundary from the host. */
	body?: string | FormData;
	/** Facts that ISC documents about the operation; absent if no documented operation matches. */
	operation?: OperationFacts;
	/** Whether a secret in the body authenticates it: it gets the token only if ISC refuses it without one. */
	tokenOptional?: true;
}

/** What came back, whatever the status. */
export interface ApiResponse {
	status: number;
	statusMessage: string;
	/** Names in lower case. */
	headers: Record<string, string>;
	/**
	 * Parsed JSON, lines of it where they were asked for, text, or what the caller made of a stream; undefined where
	 * there was no body.
	 */
	body: unknown;
	/** Whether numbers came as text, since JavaScript can't hold all their digits. */
	longNumbers?: true;
}

/** The request in words, without query values: these may hold personal data. */
export function describeRequest(request: ApiRequest): string {
	return `${request.method} ${request.path}`;
}
