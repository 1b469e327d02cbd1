/** Result of one attempt: the status of the response or the code of a network error. */
export interface AttemptResult {
	status?: number;
	networkCode?: string;
	/** Value of the Retry-After header. */
	retryAfter?: string;
	/** Value of the Date header. A date in Retry-After is relative to this clock. */
	date?: string;
	/** Whether the token request failed, so that the request itself was never sent. */
	withoutToken?: boolean;
}

export interface RetryContext extends AttemptResult {
	/** Whether the request only reads data, so that it can be retried even if ISC processed it. */
	isReadOnly: boolean;
	/** Whether the host has responded during the same run, which means that it exists. */
	hostResponded?: boolean;
	/** Number of the attempt, starting at 1. */
	attempt: number;
	/** Duration of all attempts and the waits between them, in milliseconds. */
	elapsedMs: number;
	/** Milliseconds since 1970. */
	now: number;
	/** Random number from 0 to 1, for the wait after a failure. */
	random: number;
}

const MAX_RATE_LIMIT_ATTEMPTS = 10;
const MAX_ATTEMPTS = 5;
/** Maximum duration of a request with all attempts and waits. */
const MAX_TOTAL_MS = 600_000;
/** Wait after a 429 without Retry-After: the window of the gateway's rate limit. */
const DEFAULT_RETRY_AFTER_MS = 10_000;
/** Longest wait that ISC can require. Above it, the request fails instead of blocking the execution. */
export const MAX_RETRY_AFTER_MS = 120_000;
/**
 * Minimum wait per attempt after a 429. Otherwise, a Retry-After of 0 would use up all attempts within one window. A
 * longer wait would miss the start of a window if Retry-After is rounded down, when there is room for the request.
 */
const MIN_DELAY_PER_REJECTION_MS = 500;
const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 8_000;

const UNSENT_ERROR_CODES = new Set(['ECONNREFUSED', 'EAI_AGAIN', 'ENOTFOUND']);
/** 408 is what load balancers return on a connection that they are about to close. */
const RETRYABLE_STATUS_CODES = new Set([408, 500, 502, 503, 504]);
/** Errors that another attempt doesn't fix, such as an invalid address or an untrusted certificate. */
const PERMANENT_ERROR_CODES = /^(ERR_INVALID_URL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

/** Returns whether a network error means that the request didn't reach the server. */
export const wasNeverSent = (networkCode: string) => UNSENT_ERROR_CODES.has(networkCode);

const HTTP_DATE = /^[A-Z][a-z]+, /;
const SECONDS = /^\d{1,9}(\.\d+)?$/;

/**
 * Parses the Retry-After header.
 * @param now milliseconds since 1970; used for a date in Retry-After if the response has no Date header
 * @returns milliseconds to wait; undefined if the header is missing or invalid
 */
export function parseRetryAfter(
	{ retryAfter, date }: AttemptResult,
	now: number,
): number | undefined {
	const text = retryAfter?.trim() ?? '';
	if (SECONDS.test(text)) return Number(text) * 1000;
	if (!HTTP_DATE.test(text)) return undefined;
	const sent = Date.parse(date ?? '');
	const delayMs = Date.parse(text) - (Number.isNaN(sent) ? now : sent);
	return Number.isNaN(delayMs) ? undefined : Math.max(delayMs, 0);
}

/**
 * Decides whether to retry a request. After a 429 or a refused connection, ISC hasn't processed it, so any request
 * can be retried. After other failures, only read-only requests are retried.
 * @returns milliseconds to wait before the next attempt; undefined if the request must not be retried
 */
export function getRetryDelay(context: RetryContext): number | undefined {
	const requestedMs = parseRetryAfter(context, context.now);
	if (requestedMs !== undefined && requestedMs > MAX_RETRY_AFTER_MS) return undefined;
	const { status, elapsedMs } = context;
	const delayMs =
		status === 429
			? getRateLimitDelay(context, requestedMs)
			: getFailureDelay(context, requestedMs);
	return delayMs !== undefined && elapsedMs + delayMs <= MAX_TOTAL_MS ? delayMs : undefined;
}

function getRateLimitDelay(
	{ attempt }: RetryContext,
	requestedMs = DEFAULT_RETRY_AFTER_MS,
): number | undefined {
	if (attempt >= MAX_RATE_LIMIT_ATTEMPTS) return undefined;
	// It needs no jitter: the rate limiter spreads the requests that were rejected together.
	return Math.max(requestedMs, attempt * MIN_DELAY_PER_REJECTION_MS);
}

function getFailureDelay(context: RetryContext, requestedMs = 0): number | undefined {
	const { attempt, random } = context;
	if (attempt >= MAX_ATTEMPTS || !isRetryable(context)) return undefined;
	return Math.max(random * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt), requestedMs);
}

/** Returns whether the same request can succeed later. */
export const isTransient = (
	context: AttemptResult & Pick<RetryContext, 'hostResponded'>,
): boolean => context.status === 429 || isRetryable({ ...context, isReadOnly: true });

function isRetryable(
	context: Omit<RetryContext, 'attempt' | 'elapsedMs' | 'now' | 'random'>,
): boolean {
	const { status, networkCode, withoutToken, isReadOnly, hostResponded } = context;
	const isSafe = withoutToken || isReadOnly;
	if (status !== undefined) return RETRYABLE_STATUS_CODES.has(status) && isSafe;
	if (networkCode === undefined || PERMANENT_ERROR_CODES.test(networkCode)) return false;
	if (networkCode === 'ENOTFOUND' && !hostResponded) return false;
	return wasNeverSent(networkCode) || isSafe;
}
