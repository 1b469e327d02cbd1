import mapValues from 'lodash/mapValues';

import { closeBody, isSuccess, isUnrequestedPart, toApiResponse } from './response';
import { describeRequest, type ApiResponse, type ApiRequest } from './types';
import { ApiError, CancelledError, type ErrorReport } from './errors/errors';
import { ParameterError } from '../parameters/parameterError';
import { classifyError, type ClassifiedError } from './errors/classifyError';
import { redactSecrets, type Redactor } from './errors/redact';
import { buildResponseErrorReport, buildTransportErrorReport } from './errors/errorReport';
import { getRateLimiter, getEndpointKey } from './rateLimit/rateLimiter';
import { getMonotonicTime } from './monotonicTime';
import { cancellableSleep } from './cancellableSleep';
import type { Permit } from './rateLimit/rateLimiter';
import { isTransient, getRetryDelay, type AttemptResult } from './retryPolicy';
import { isReadOnly } from './isReadOnly';
import { followRedirect, isRedirect } from './redirect';
import { recordRejectedRenewal, replaceToken } from './tokenRenewal';
import type { Session } from './session';
import {
	readResponseBody,
	type ResponseOrError,
	type ResponseBodyOptions,
} from './readResponseBody';
import { readStoredToken, type TokenClaims } from './accessToken';
import { transmit, type Transmission } from './transmit';

export type { StreamHandler, ResponseBodyOptions } from './readResponseBody';

/** {@link sendRequest} with a fixed session and fixed options. */
export type SendRequest = (
	request: ApiRequest,
	bodyOptions?: ResponseBodyOptions,
) => Promise<ApiResponse>;

export interface SendOptions extends ResponseBodyOptions {
	/** Time to wait for a response, in milliseconds, per attempt. */
	timeout?: number;
	/** Maximum number of requests per 10 seconds, including others of the same client with this limit or a lower one. */
	rateLimit?: number;
}

/** Requests per 10 seconds that the gateway allows for each client and API version. */
export const DEFAULT_RATE_LIMIT = 100;

type Attempt = ResponseOrError & {
	permit: Permit;
	/** ID of the token that the request was signed with. */
	tokenId?: string;
	/** Duration in milliseconds, without the wait for the rate limit, which depends on other requests. */
	durationMs: number;
};

/**
 * Sends a request. All requests to ISC go through this function. It waits for the rate limit and retries requests
 * that are safe to retry.
 * @returns the response, with a status from 200 to 299
 * @throws {ApiError} if ISC rejected the request or couldn't be reached
 * @throws {CancelledError} if the execution was stopped
 */
export async function sendRequest(
	session: Session,
	request: ApiRequest,
	options: SendOptions = {},
): Promise<ApiResponse> {
	const { host, stats, signal } = session;
	let target = request;
	let redirects = 0;
	let elapsedMs = 0;
	for (let attempt = 1; ; attempt++) {
		const { response, failure, permit, durationMs } = await sendWithToken(session, target, options);
		elapsedMs += durationMs;
		if (response && isSuccess(response)) return response;
		// Report the result of a write that was in flight when the session ended. The result of a read doesn't matter.
		if (
			failure?.kind === 'cancelled' ||
			(signal?.aborted && isReadOnly(request.method, request.operation))
		) {
			throw new CancelledError();
		}
		if (response && isRedirect(response)) {
			const redirect = followRedirect(session.origin, target, response, redirects++);
			const { error } = redirect;
			if (error) throw await buildApiError(session, () => error);
			target = redirect.target;
			attempt = 0;
			continue;
		}
		const attemptResult = {
			...(response ? summarizeResponse(response) : summarizeFailure(failure)),
			hostResponded: session.concurrency.hasResponse,
		};
		const delayMs = getRetryDelay({
			...attemptResult,
			isReadOnly: isReadOnly(request.method, request.operation),
			attempt,
			elapsedMs,
			now: Date.now(),
			random: Math.random(),
		});
		if (delayMs === undefined) {
			throw await buildApiError(
				session,
				(redact, claims) =>
					response
						? buildResponseErrorReport(request, response, claims, redact)
						: buildTransportErrorReport(request, session.origin, failure, redact),
				isTransient(attemptResult),
			);
		}
		stats.retries++;
		elapsedMs += delayMs;
		host.log(
			`${describeRequest(request)}: attempt ${attempt} failed, next attempt in ${Math.round(delayMs)} ms`,
		);
		// After a 429, the rate limiter delays all requests of the client to this endpoint.
		if (response?.status === 429) permit.onRateLimited(delayMs);
		else await cancellableSleep(delayMs, signal);
	}
}

const summarizeResponse = ({ status, headers }: ApiResponse): AttemptResult => ({
	status,
	retryAfter: headers['retry-after'],
	date: headers.date,
});

function summarizeFailure(failure: ClassifiedError): AttemptResult {
	if (failure.kind === 'network') return { networkCode: failure.code };
	if (failure.kind !== 'auth') return {};
	return { status: failure.status, networkCode: failure.code, withoutToken: true };
}

/**
 * Sends a request, and repeats it with another token if ISC rejected the first one. This is safe for every request,
 * since ISC doesn't process a request that it rejects with 401. Bodies can be sent twice because none is a stream.
 */
async function sendWithToken(
	session: Session,
	request: ApiRequest,
	options: SendOptions,
): Promise<Attempt> {
	let durationMs = 0;
	if (request.tokenOptional) {
		const attempt = await sendOnce(session, request, options);
		const { status } = attempt.response ?? {};
		if (status !== 401 && status !== 403) return attempt;
		durationMs = attempt.durationMs;
		request = { ...request, tokenOptional: undefined };
	}
	for (let isRenewed = false, attempts = 1; ; attempts++) {
		const attempt = await sendOnce(session, request, options);
		durationMs += attempt.durationMs;
		const result = { ...attempt, durationMs };
		if (attempt.response?.status !== 401) return result;
		if (isRenewed) recordRejectedRenewal(session, attempt.tokenId);
		if (isRenewed || attempts > MAX_REPLACED_TOKENS) return result;
		const startedAt = getMonotonicTime();
		const replaced = await replaceToken(session, attempt.tokenId, options.timeout).catch(toFailure);
		durationMs += getMonotonicTime() - startedAt;
		if (typeof replaced === 'object')
			return { ...attempt, response: undefined, ...replaced, durationMs };
		if (replaced === 'same') return result;
		isRenewed = replaced === 'renewed';
	}
}

/** Maximum number of tokens to try that other executions stored in the meantime. */
const MAX_REPLACED_TOKENS = 2;

async function sendOnce(
	session: Session,
	request: ApiRequest,
	options: SendOptions,
): Promise<Attempt> {
	const { signal, stats, credential, origin } = session;
	const { receive, timeout, rateLimit = DEFAULT_RATE_LIMIT } = options;
	const rateLimiter = getRateLimiter(String(credential.clientId), origin, request.path);
	const endpoint = getEndpointKey(request);
	const permit = await stats.trackRateLimitWait(
		async () => await rateLimiter.acquire(rateLimit, signal, endpoint),
	);
	const transmission: Transmission = { sentAt: getMonotonicTime(), isCold: false };
	const startedAt = transmission.sentAt;
	const finish = (result: ResponseOrError): Attempt => ({
		...result,
		permit,
		tokenId: transmission.tokenId,
		durationMs: getMonotonicTime() - startedAt,
	});
	try {
		// Check the token only now: it may have expired while the request was queued.
		const asStream = receive !== undefined;
		const sent = await transmit(session, request, { timeout, asStream }, transmission).then(
			(response) => ({ response: toApiResponse(response) }),
			toFailure,
		);
		if (sent.response && sent.response.status !== 429) permit.onAccepted();
		if (sent.response && isUnrequestedPart(request, sent.response)) {
			closeBody(sent.response);
			return finish({ failure: { kind: 'network', code: 'PARTIAL_RESPONSE' } });
		}
		return finish(sent.response ? await readResponseBody(sent.response, options, timeout) : sent);
	} finally {
		permit.release(transmission.isCold);
	}
}

/** Classifies an error of n8n. Rethrows errors of this package, which are final. */
function toFailure(error: unknown): { response?: undefined; failure: ClassifiedError } {
	if (error instanceof ApiError || error instanceof ParameterError) throw error;
	return { failure: classifyError(error) };
}

/** Builds the error of a request, without the tokens from before the request and those that n8n fetched since. */
async function buildApiError(
	{ host, credential }: Session,
	build: (redact: Redactor, claims?: TokenClaims) => ErrorReport,
	canRetryLater = false,
): Promise<ApiError> {
	const latest = await host.getCredential().catch(() => credential);
	const redact: Redactor = (text) => redactSecrets(redactSecrets(text, credential), latest);
	const report = mapValues(build(redact, readStoredToken(latest)?.claims), (value) =>
		typeof value === 'string' ? redact(value) : value,
	);
	return new ApiError(report as ErrorReport, canRetryLater);
}
