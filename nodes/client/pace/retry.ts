/** How one try ended: an answer's status or the code of a network failure. */
export interface Outcome {
	status?: number;
	networkCode?: string;
	/** Value of the Retry-After header. */
	retryAfter?: string;
	/** Whether it was the token that could not be had, so that the request itself was never made. */
	withoutToken?: boolean;
}

export interface Situation extends Outcome {
	/** Whether the request changes nothing: then it may be repeated though it may have arrived. */
	changesNothing: boolean;
	/** 1 for the first try. */
	attempt: number;
	/** Whether the host has answered a request of this session before, so that it exists. */
	hostAnswered?: boolean;
	/** Milliseconds that the tries and the waits between them have taken. */
	elapsed: number;
	/** Milliseconds since 1970. */
	now: number;
	/** From 0 to 1. */
	random: number;
}

const MAX_TRIES_RATE_LIMIT = 10;
const MAX_TRIES = 5;
/** Waits included, one request is not kept up for longer than this. */
const MAX_TIME = 600_000;
/** The gateway's window is 10 seconds; a longer wait than two minutes is no rate limit any more. */
const DEFAULT_RETRY_AFTER = 10_000;
const MAX_RETRY_AFTER = 120_000;
const MAX_LATENESS = 250;
const FIRST_BACKOFF = 500;
const MAX_BACKOFF = 8_000;

const NEVER_SENT = new Set(['ECONNREFUSED', 'EAI_AGAIN', 'ENOTFOUND']);
const PASSING_STATUS = new Set([500, 502, 503, 504]);
/** Trying again does not change these: the host does not exist, or its certificate is not trusted. */
const LASTING = /^(ENOTFOUND|ERR_INVALID_URL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

/** Whether a network failure means that the request did not reach the server. */
export const wasNeverSent = (networkCode: string) => NEVER_SENT.has(networkCode);

const HTTP_DATE = /^[A-Z][a-z]+, /;

/** @returns milliseconds to wait; undefined where the header is missing or makes no sense */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
	const text = header?.trim() ?? '';
	const wait = /^\d+(\.\d+)?$/.test(text)
		? Number(text) * 1000
		: HTTP_DATE.test(text)
			? Date.parse(text) - now
			: NaN;
	return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), MAX_RETRY_AFTER);
}

/**
 * Whether to try again. After a 429 or a refused connection nothing was processed, so any method may be
 * repeated; after anything else only a method that changes nothing.
 * @returns milliseconds to wait before the next try; undefined to give up
 */
export function nextTry(situation: Situation): number | undefined {
	const wait = situation.status === 429 ? afterRefusal(situation) : afterFailure(situation);
	return wait !== undefined && situation.elapsed + wait <= MAX_TIME ? wait : undefined;
}

function afterRefusal({ attempt, retryAfter, now, random }: Situation): number | undefined {
	if (attempt >= MAX_TRIES_RATE_LIMIT) return undefined;
	// Callers who were refused together shall not come back together.
	return (retryAfterMs(retryAfter, now) ?? DEFAULT_RETRY_AFTER) + random * MAX_LATENESS;
}

function afterFailure(situation: Situation): number | undefined {
	const { status, networkCode, retryAfter, withoutToken, changesNothing } = situation;
	const { attempt, now, random } = situation;
	if (attempt >= MAX_TRIES) return undefined;

	const harmless = withoutToken || changesNothing;
	const passing =
		status !== undefined
			? PASSING_STATUS.has(status) && harmless
			: networkCode !== undefined &&
				!LASTING.test(networkCode) &&
				(wasNeverSent(networkCode) || harmless);
	if (!passing) return undefined;

	const backoff = random * Math.min(MAX_BACKOFF, FIRST_BACKOFF * 2 ** attempt);
	return Math.max(backoff, retryAfterMs(retryAfter, now) ?? 0);
}
