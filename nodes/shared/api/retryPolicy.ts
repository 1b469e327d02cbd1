/** How one try ended: an answer's status or the code of a network failure. */
export interface AttemptResult {
	status?: number;
	networkCode?: string;
	/** Value of the Retry-After header. */
	retryAfter?: string;
	/** Value of the answer's own Date header: the clock that a date in Retry-After is to be read by. */
	date?: string;
	/** Whether it was the token that could not be had, so that the request itself was never made. */
	withoutToken?: boolean;
}

export interface RetryContext extends AttemptResult {
	/** Whether the request changes nothing: then it may be repeated though it may have arrived. */
	isReadOnly: boolean;
	/** Whether this host has answered a request of the same run: then its name does exist. */
	hostResponded?: boolean;
	/** 1 for the first try. */
	attempt: number;
	/** Milliseconds that the tries and the waits between them have taken. */
	elapsedMs: number;
	/** Milliseconds since 1970. */
	now: number;
	/** From 0 to 1. */
	random: number;
}

const MAX_RATE_LIMIT_ATTEMPTS = 10;
const MAX_ATTEMPTS = 5;
/** Waits included, one request is not kept up for longer than this. */
const MAX_TOTAL_MS = 600_000;
/** The gateway's window is 10 seconds; a wait of more than two minutes isn't worth keeping an execution waiting. */
const DEFAULT_RETRY_AFTER_MS = 10_000;
export const MAX_RETRY_AFTER_MS = 120_000;
/** For each refusal so far: a Retry-After of 0 must not use up all tries before the window has ended. */
const MIN_DELAY_PER_REJECTION_MS = 1_000;
const MAX_JITTER_MS = 250;
const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 8_000;

const UNSENT_ERROR_CODES = new Set(['ECONNREFUSED', 'EAI_AGAIN', 'ENOTFOUND']);
const RETRYABLE_STATUS_CODES = new Set([500, 502, 503, 504]);
/** Trying again doesn't change these: an address that isn't valid, a certificate that isn't trusted. */
const PERMANENT_ERROR_CODES = /^(ERR_INVALID_URL|ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

/** Whether a network failure means that the request did not reach the server. */
export const wasNeverSent = (networkCode: string) => UNSENT_ERROR_CODES.has(networkCode);

const HTTP_DATE = /^[A-Z][a-z]+, /;
const SECONDS = /^\d{1,9}(\.\d+)?$/;

/**
 * @param now milliseconds since 1970, for a date in the header of an answer without a date of its own
 * @returns milliseconds that the answer asks to wait; undefined where it doesn't say, or makes no sense
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
 * Whether to try again. After a 429 or a refused connection nothing was processed, so any method may be
 * repeated; after anything else only a method that changes nothing.
 * @returns milliseconds to wait before the next try; undefined to give up
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
	{ attempt, random }: RetryContext,
	requestedMs = DEFAULT_RETRY_AFTER_MS,
): number | undefined {
	if (attempt >= MAX_RATE_LIMIT_ATTEMPTS) return undefined;
	// Callers who were refused together must not come back together.
	return Math.max(requestedMs, attempt * MIN_DELAY_PER_REJECTION_MS) + random * MAX_JITTER_MS;
}

function getFailureDelay(context: RetryContext, requestedMs = 0): number | undefined {
	const { attempt, random } = context;
	if (attempt >= MAX_ATTEMPTS || !isRetryable(context)) return undefined;
	return Math.max(random * Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** attempt), requestedMs);
}

/** Whether a try failed for a reason that goes by, so that the same request may succeed later. */
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
