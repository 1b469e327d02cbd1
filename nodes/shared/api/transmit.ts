import type { IHttpRequestOptions, IN8nHttpFullResponse } from './n8n';

import type { ApiRequest } from './types';
import { CancelledError } from './errors/errors';
import { getMonotonicTime } from './monotonicTime';
import { rejectOnCancel } from './cancellableSleep';
import { isReadOnly } from './isReadOnly';
import { withFreshToken, type Session } from './session';
import { applyCredential } from './sessionCredential';
import { getBearerTokenId, readStoredToken } from './accessToken';
import { assertOwnToken, recordTokenOwner } from './tokenOwners';
import { waitForToken } from './waitForToken';

export interface TransmitOptions {
	/** Milliseconds to wait for a token, and for an answer. */
	timeout?: number;
	/** Whether the body of the answer comes as a stream; as bytes otherwise. */
	asStream: boolean;
}

/** What is known of a request, also where it failed. */
export interface Transmission {
	/** When it left n8n, in milliseconds of the monotonic clock. */
	sentAt: number;
	/** ID of the token that it was signed with. */
	tokenId?: string;
	/** Whether a token had to be fetched for it first. */
	isCold: boolean;
}

/**
 * Whether this n8n tells when a request leaves it. Only then can a request that got no token in time be told from one
 * that is on its way, which must not be made again.
 */
let hostReportsTransmit = false;

/**
 * Makes one request: waits for a token, if it needs one, then sends. Once the session has ended, no request leaves n8n;
 * a read on its way is aborted, a call that changes something is left to end, so that its result is known.
 * @param transmission is filled in on the way
 */
export async function transmit(
	session: Session,
	request: ApiRequest,
	{ timeout, asStream }: TransmitOptions,
	transmission: Transmission,
): Promise<IN8nHttpFullResponse> {
	const { host, signal, stats, concurrency } = session;
	const isRead = isReadOnly(request);
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
		// Every status comes as an answer, 401 as well: how n8n renews a token after an error differs between its
		// versions, and each of them sends a request again without the rate limit's knowledge.
		ignoreHttpStatusErrors: true,
		// n8n would follow a redirect with the body and the headers, before version 2.5 with the token as well.
		disableFollowRedirect: true,
	};
}
