import type { IHttpRequestMethods } from 'n8n-workflow';

export type QueryValue = string | number | boolean | Array<string | number | boolean>;

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
	/** Whether it is a POST that leaves nothing behind, as the catalogue knows. */
	readOnly?: boolean;
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
