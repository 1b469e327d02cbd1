import type { IHttpRequestOptions, IN8nHttpFullResponse } from './n8n';

import type { ApiRequest } from './types';
import { ApiError, CancelledError } from './errors/errors';
import { getMonotonicTime } from './monotonicTime';
import { rejectOnCancel } from './cancellableSleep';
import { isReadOnly } from './isReadOnly';
import { withFreshToken, type Session } from './session';
import { applyCredential } from './sessionCredential';
import { getBearerTokenId, readStoredToken } from './accessToken';
import { assertOwnToken, recordTokenOwner } from './tokenOwners';
import { waitForToken } from './waitForToken';

export interface TransmitOptions {
	/** Time to wait for a token, and for a response, in milliseconds. */
	timeout?: number;
	/** Whether the body of the response is a stream instead of bytes. */
	asStream: boolean;
}

/** Facts about a request, also if it failed. */
export interface Transmission {
	/** When the request was sent, in milliseconds of the monotonic clock. */
	sentAt: number;
	/** ID of the token in the request. */
	tokenId?: string;
	/** Whether n8n had to fetch a token first. */
	isCold: boolean;
}

/**
 * Whether this n8n version reports when it sends a request. Only then is it known that a request without a token in
 * time wasn't sent, so that it can be retried.
 */
let hostReportsTransmit = false;

/**
 * Waits for a token if necessary, then sends one request. Sends nothing after the session has ended. When the session
 * ends, reads in flight are aborted; writes in flight complete, so that their result is known.
 * @param transmission updated during the request
 */
export async function transmit(
	session: Session,
	request: ApiRequest,
	{ timeout, asStream }: TransmitOptions,
	transmission: Transmission,
): Promise<IN8nHttpFullResponse> {
	const { host, signal, stats, concurrency } = session;
	const isRead = isReadOnly(request.method, request.operation);
	const abortSignal = isRead ? signal : undefined;
	const withoutToken = request.tokenOptional;
	const makeRequest = async (onTokenReady?: () => void) => {
		transmission.tokenId = session.token?.id;
		transmission.isCold = !withoutToken && session.token === undefined;
		transmission.sentAt = getMonotonicTime();
		stats.requests++;
		let isAbandoned = false;
		let markTransmitted = () => {};
		const transmitted = new Promise<void>((resolve) => (markTransmitted = resolve));
		const hostRequest = host.request(
			buildHostOptions(session.origin, request, { timeout, asStream, abortSignal }),
			{
				withoutToken,
				onCredential: (credential) => {
					applyCredential(session, credential);
					assertOwnToken(session);
					transmission.tokenId = readStoredToken(credential)?.id;
				},
				onTransmit: (options) => {
					hostReportsTransmit = true;
					if (isAbandoned || signal?.aborted) throw new CancelledError();
					if (!withoutToken) assertTokenInHeader(options);
					transmission.tokenId = getBearerTokenId(options.headers) ?? transmission.tokenId;
					if (!withoutToken && transmission.tokenId !== undefined)
						recordTokenOwner(session, transmission.tokenId);
					transmission.sentAt = getMonotonicTime();
					onTokenReady?.();
					markTransmitted();
				},
			},
		);
		const started = Promise.race([transmitted, hostRequest]);
		await (
			transmission.isCold && hostReportsTransmit
				? waitForToken(session, started, timeout)
				: rejectOnCancel(started, signal)
		).catch((error: unknown) => {
			isAbandoned = true;
			throw error;
		});
		const response = await (isRead ? rejectOnCancel(hostRequest, signal) : hostRequest);
		concurrency.recordLatency(getMonotonicTime() - transmission.sentAt);
		return response;
	};
	return withoutToken ? await makeRequest() : await withFreshToken(session, makeRequest, timeout);
}

/**
 * Checks that the token is in the header. n8n puts a token of another type than Bearer in the URL, which proxies log.
 * @throws {ApiError} if it is in the URL
 */
function assertTokenInHeader({ qs, url }: IHttpRequestOptions): void {
	if (!('access_token' in { ...qs }) && !/[?&]access_token=/.test(url)) return;
	throw new ApiError({
		message: "ISC's token isn't of the type Bearer, so n8n would send it in the URL",
		hint: "Check whether a proxy between n8n and ISC changes the response of /oauth/token, and check 'Tenant' and 'Domain' in the credential. The request wasn't sent.",
	});
}

function buildHostOptions(
	origin: string,
	{ method, path, query, headers, body }: ApiRequest,
	{ timeout, asStream, abortSignal }: TransmitOptions & { abortSignal?: AbortSignal },
): IHttpRequestOptions {
	return {
		method,
		url: origin + path,
		qs: { ...query },
		arrayFormat: 'repeat',
		headers: { ...headers },
		body,
		timeout,
		abortSignal,
		encoding: asStream ? 'stream' : 'arraybuffer',
		returnFullResponse: true,
		// Return every status as a response, including 401. n8n versions differ in how they renew a token after an error,
		// and all of them repeat the request without the rate limiter.
		ignoreHttpStatusErrors: true,
		// n8n would follow a redirect with the body and the headers, and before version 2.5 with the token.
		disableFollowRedirect: true,
	};
}
