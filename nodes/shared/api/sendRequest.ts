import mapValues from 'lodash/mapValues';

import { isSuccess, toApiResponse } from './response';
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

/** {@link sendRequest} for one session and set of options. */
export type SendRequest = (
	request: ApiRequest,
	bodyOptions?: ResponseBodyOptions,
) => Promise<ApiResponse>;

export interface SendOptions extends ResponseBodyOptions {
	/** Milliseconds to wait for an answer, for each try. */
	timeout?: number;
	/** Requests in any 10 seconds, together with others of the same client that have this limit or a lower one. */
	rateLimit?: number;
}

/** What the gateway allows each client and API version. */
export const DEFAULT_RATE_LIMIT = 100;

type Try = ResponseOrError & {
	pass: Permit;
	/** ID of the token that the request was signed with. */
	tokenId?: string;
	/** Milliseconds that it took, without the time in line for the rate limit, which others make long, not ISC. */
	took: number;
};

/**
 * Sends a call: the only way to ISC. Waits out rate limits, and repeats what is safe to repeat.
 * @returns the answer, its status from 200 to 299
 * @throws CallFailed if ISC refused or could not be reached, Cancelled if the execution was stopped
 */
export async function sendRequest(
	session: Session,
	request: ApiRequest,
	options: SendOptions = {},
): Promise<ApiResponse> {
	const { host, stats, signal } = session;
	let target = request;
	let hops = 0;
	let elapsed = 0;
	for (let attempt = 1; ; attempt++) {
		const { response, failure, pass: permit, took } = await tryWithToken(session, target, options);
		elapsed += took;
		if (response && isSuccess(response)) return response;
		// A write that was on its way when the session ended has a result; a read has none that matters.
		if (failure?.kind === 'cancelled' || (signal?.aborted && isReadOnly(request))) {
			throw new CancelledError();
		}
		if (response && isRedirect(response)) {
			const followed = followRedirect(session.origin, target, response, hops++);
			const { refusal } = followed;
			if (refusal) throw await failureOf(session, () => refusal);
			target = followed.target;
			attempt = 0;
			continue;
		}
		const tried = {
			...(response ? outcomeOfAnswer(response) : outcomeOfFailure(failure)),
			hostAnswered: session.concurrency.hasResponse,
		};
		const wait = getRetryDelay({
			...tried,
			isReadOnly: isReadOnly(request),
			attempt,
			elapsed,
			now: Date.now(),
			random: Math.random(),
		});
		if (wait === undefined) {
			throw await failureOf(
				session,
				(safe, claims) =>
					response
						? buildResponseErrorReport(request, response, claims, safe)
						: buildTransportErrorReport(request, session.origin, failure, safe),
				isTransient(tried),
			);
		}
		stats.retries++;
		elapsed += wait;
		host.log(
			`${describeRequest(request)}: next try in ${Math.round(wait)} ms, after try ${attempt}`,
		);
		// After a 429 all requests of the client to this endpoint wait, at the gate.
		if (response?.status === 429) permit.onRateLimited(wait);
		else await cancellableSleep(wait, signal);
	}
}

const outcomeOfAnswer = ({ status, headers }: ApiResponse): AttemptResult => ({
	status,
	retryAfter: headers['retry-after'],
	date: headers.date,
});

function outcomeOfFailure(failure: ClassifiedError): AttemptResult {
	if (failure.kind === 'network') return { networkCode: failure.code };
	if (failure.kind !== 'signIn') return {};
	return { status: failure.status, networkCode: failure.code, withoutToken: true };
}

/**
 * Makes a request, and once more with another token where ISC refused the first one: after a 401 nothing was carried
 * out, so this is safe for any request. Bodies can be sent twice, since none is a stream.
 */
async function tryWithToken(
	session: Session,
	request: ApiRequest,
	options: SendOptions,
): Promise<Try> {
	let took = 0;
	if (request.tokenOptional) {
		const tried = await tryOnce(session, request, options);
		const { status } = tried.response ?? {};
		if (status !== 401 && status !== 403) return tried;
		took = tried.took;
		request = { ...request, tokenOptional: undefined };
	}
	for (let isRenewed = false, tries = 1; ; tries++) {
		const tried = await tryOnce(session, request, options);
		took += tried.took;
		const result = { ...tried, took };
		if (tried.response?.status !== 401) return result;
		if (isRenewed) recordRejectedRenewal(session, tried.tokenId);
		if (isRenewed || tries > MOST_TOKENS) return result;
		const began = getMonotonicTime();
		const replaced = await replaceToken(session, tried.tokenId, options.timeout).catch(toFailure);
		took += getMonotonicTime() - began;
		if (typeof replaced === 'object') return { ...tried, response: undefined, ...replaced, took };
		if (replaced === 'same') return result;
		isRenewed = replaced === 'renewed';
	}
}

/** Tokens that other executions have stored meanwhile, and that ISC refused as well. */
const MOST_TOKENS = 2;

async function tryOnce(session: Session, request: ApiRequest, options: SendOptions): Promise<Try> {
	const { signal, stats, credential, origin } = session;
	const { receive, timeout, rateLimit = DEFAULT_RATE_LIMIT } = options;
	const rateLimiter = getRateLimiter(String(credential.clientId), origin, request.path);
	const endpoint = getEndpointKey(request);
	const permit = await stats.trackRateLimitWait(
		async () => await rateLimiter.acquire(rateLimit, signal, endpoint),
	);
	const about: Transmission = { sentAt: getMonotonicTime(), isCold: false };
	const began = about.sentAt;
	const ended = (result: ResponseOrError): Try => ({
		...result,
		pass: permit,
		tokenId: about.tokenId,
		took: getMonotonicTime() - began,
	});
	try {
		// Only now is the token looked at: it may have expired in line.
		const asStream = receive !== undefined;
		const sent = await transmit(session, request, { timeout, asStream }, about).then(
			(response) => ({ response: toApiResponse(response) }),
			toFailure,
		);
		return ended(sent.response ? await readResponseBody(sent.response, options, timeout) : sent);
	} finally {
		permit.release(about.isCold);
	}
}

/** @throws what the client itself threw: there is nothing to judge */
function toFailure(error: unknown): { response?: undefined; failure: ClassifiedError } {
	if (error instanceof ApiError || error instanceof ParameterError) throw error;
	return { failure: classifyError(error) };
}

/**
 * Builds the error that a call ends with, without the tokens of before the call and those that the host has fetched
 * meanwhile.
 */
async function failureOf(
	{ host, credential }: Session,
	build: (safe: Redactor, claims?: TokenClaims) => ErrorReport,
	isPassing = false,
): Promise<ApiError> {
	const latest = await host.credential().catch(() => credential);
	const safe: Redactor = (text) => redactSecrets(redactSecrets(text, credential), latest);
	const summary = mapValues(build(safe, readStoredToken(latest)?.claims), (value) =>
		typeof value === 'string' ? safe(value) : value,
	);
	return new ApiError(summary as ErrorReport, isPassing);
}
