import { randomBytes } from 'node:crypto';

const texts: Record<number, { code: string; text: string }> = {
	400: { code: '400.1 Bad request content', text: 'The request has a fault in its content.' },
	// The same text for a missing scope and a missing user, as in tenants.
	403: {
		code: '403 Forbidden',
		text: 'The server understood the request but refuses to authorize it.',
	},
	404: {
		code: '404 Not found',
		text: 'The server did not find a current representation for the target resource.',
	},
	500: { code: '500.0 Internal Fault', text: 'The server failed.' },
	501: { code: '501 Not implemented', text: 'This feature is not enabled for the tenant.' },
};

/** Returns an ID with which support can find a request. */
export function newTrackingId(): string {
	return randomBytes(16).toString('hex');
}

const message = (text: string) => ({ locale: 'en-US', localeOrigin: 'DEFAULT', text });

/**
 * Returns the error object that most of the API returns.
 * @param place of the reason; `messages` doesn't name a missing object
 */
export function standardError(
	status: number,
	trackingId: string,
	causes: string[] = [],
	place: 'messages' | 'causes' = 'causes',
) {
	const known = texts[status] ?? { code: String(status), text: 'The request failed.' };
	const error = { detailCode: known.code, trackingId };
	if (place === 'causes') {
		return { ...error, messages: [message(known.text)], causes: causes.map(message) };
	}
	const isTold = status === 400 && causes.length > 0;
	return { ...error, messages: (isTold ? causes : [known.text]).map(message) };
}

/** Thrown by a handler to return the standard error object. */
export class ApiError extends Error {
	readonly status: number;
	readonly causes: string[];
	constructor(status: number, causes: string[] = []) {
		super(causes[0] ?? String(status));
		this.status = status;
		this.causes = causes;
	}
}

/** Thrown by a handler to return any other body. */
export class RawResponse extends Error {
	readonly status: number;
	readonly body: unknown;
	constructor(status: number, body: unknown) {
		super(String(status));
		this.status = status;
		this.body = body;
	}
}

/** Returns a 400 with its reasons. */
export const badRequest = (...causes: string[]) => new ApiError(400, causes);

/** Returns a 404 for an object. */
export const notFound = (what: string, id: string) =>
	new ApiError(404, [`There is no ${what} with the id "${id}".`]);
