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
let hostTells = false;

/**
 * Makes one request: waits for a token, if it needs one, then sends. Once the session has ended, no request leaves n8n;
 * a read on its way is aborted, a call that changes something is left to end, so that its result is known.
 * @param about is filled in on the way
 */
export async function transmit(
	session: Session,
	request: ApiRequest,
	{ timeout, asStream }: TransmitOptions,
	about: Transmission,
): Promise<IN8nHttpFullResponse> {
	const { host, signal, stats, concurrency } = session;
	const isRead = isReadOnly(request);
	const abortSignal = isRead ? signal : undefined;
	const withoutToken = request.tokenOptional;
	const makeRequest = async (announce?: () => void) => {
		about.tokenId = session.token?.id;
		about.isCold = !withoutToken && session.token === undefined;
		about.sentAt = getMonotonicTime();
		stats.requests++;
		let isGivenUp = false;
		let leave = () => {};
		const left = new Promise<void>((resolve) => (leave = resolve));
		const work = host.request(
			hostOptions(session.origin, request, { timeout, asStream, abortSignal }),
			{
				withoutToken,
				onCredential: (credential) => {
					applyCredential(session, credential);
					assertOwnToken(session);
					about.tokenId = readStoredToken(credential)?.id;
				},
				onTransmit: (options) => {
					hostTells = true;
					if (isGivenUp || signal?.aborted) throw new CancelledError();
					about.tokenId = getBearerTokenId(options.headers) ?? about.tokenId;
					if (!withoutToken && about.tokenId !== undefined)
						recordTokenOwner(session, about.tokenId);
					about.sentAt = getMonotonicTime();
					announce?.();
					leave();
				},
			},
		);
		const started = Promise.race([left, work]);
		await (
			about.isCold && hostTells
				? waitForToken(session, started, timeout)
				: rejectOnCancel(started, signal)
		).catch((error: unknown) => {
			isGivenUp = true;
			throw error;
		});
		const response = await (isRead ? rejectOnCancel(work, signal) : work);
		concurrency.recordLatency(getMonotonicTime() - about.sentAt);
		return response;
	};
	return withoutToken ? await makeRequest() : await withFreshToken(session, makeRequest, timeout);
}

function hostOptions(
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
