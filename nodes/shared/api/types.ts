import type { IHttpRequestMethods } from './n8n';

import type { FilterSpec } from '../parameters/valueSpec';

export type QueryValue = string | number | boolean | Array<string | number | boolean>;

/** Facts about an operation that requests, their responses, and error hints use. */
export interface OperationFacts {
	/** ID in the catalogue. */
	id: string;
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

/** One request to ISC as plain data. It was checked when it was built. */
export interface ApiRequest {
	method: IHttpRequestMethods;
	/** Encoded path with its version, such as `/accounts/v1/2c918085`; starts with one slash. */
	path: string;
	query: Record<string, QueryValue>;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Text is sent unchanged; its type is in the headers. n8n adds the boundary of form data. */
	body?: string | FormData;
	/** Documented facts about the operation; undefined if no documented operation matches. */
	operation?: OperationFacts;
	/**
	 * Whether a secret in the body authenticates the request. The token is sent only if ISC rejects the request without
	 * it.
	 */
	tokenOptional?: true;
}

/** A response with any status. */
export interface ApiResponse {
	status: number;
	statusMessage: string;
	/** Names in lower case. */
	headers: Record<string, string>;
	/** Parsed JSON, a {@link JsonLinesBatch}, text, or the result of a stream handler; undefined without a body. */
	body: unknown;
	/** Whether numbers were converted to text because JavaScript can't hold all their digits. */
	longNumbers?: true;
	/** Whether the body had bytes that aren't text in its charset. */
	damagedText?: true;
}

/** Describes a request for messages. Leaves out the query, which can contain personal data. */
export function describeRequest(request: ApiRequest): string {
	return `${request.method} ${request.path}`;
}
