import mapValues from 'lodash/mapValues';

import { isSuccess, toAnswer } from './answer';
import { nameOf, type Answer, type Call } from './call';
import { BadInput, CallFailed, Cancelled, type Report } from './errors/failures';
import { hostFailure, type HostFailure } from './errors/hostFailure';
import { redact, type Redactor } from './errors/redact';
import { reportOfAnswer, reportOfFailure } from './errors/report';
import { gateFor, getEndpoint } from './pace/gates';
import { getMonotonicTime } from './pace/monotonic';
import { pause } from './pace/pause';
import type { Pass } from './pace/rateGate';
import { canPass, nextTry, type Outcome } from './pace/retry';
import { changesNothing } from './reading';
import { followRedirect, isRedirect } from './redirect';
import { noteRefusedFresh, replaceToken } from './renewals';
import type { Session } from './session';
import { takeBody, type AnswerOrFailure, type Taking } from './takeBody';
import { storedToken, type Claims } from './token';
import { transmit, type Transmission } from './transmit';

export type { Receiver, Taking } from './takeBody';

/** {@link send} for one session and set of options. */
export type Sender = (call: Call, taking?: Taking) => Promise<Answer>;

export interface SendOptions extends Taking {
	/** Milliseconds to wait for an answer, for each try. */
	timeout?: number;
	/** Requests in any 10 seconds, together with others of the same client that have this limit or a lower one. */
	rateLimit?: number;
}

/** What the gateway allows each client and API version. */
export const RATE_LIMIT = 100;

type Try = AnswerOrFailure & {
	pass: Pass;
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
export async function send(
	session: Session,
	call: Call,
	options: SendOptions = {},
): Promise<Answer> {
	const { host, tally, signal } = session;
	let target = call;
	let hops = 0;
	let elapsed = 0;
	for (let attempt = 1; ; attempt++) {
		const { answer, failure, pass, took } = await tryWithToken(session, target, options);
		elapsed += took;
		if (answer && isSuccess(answer)) return answer;
		// A write that was on its way when the session ended has a result; a read has none that matters.
		if (failure?.kind === 'cancelled' || (signal?.aborted && changesNothing(call))) {
			throw new Cancelled();
		}
		if (answer && isRedirect(answer)) {
			const followed = followRedirect(session.origin, target, answer, hops++);
			const { refusal } = followed;
			if (refusal) throw await failureOf(session, () => refusal);
			target = followed.target;
			attempt = 0;
			continue;
		}
		const tried = {
			...(answer ? outcomeOfAnswer(answer) : outcomeOfFailure(failure)),
			hostAnswered: session.width.hasAnswer,
		};
		const wait = nextTry({
			...tried,
			changesNothing: changesNothing(call),
			attempt,
			elapsed,
			now: Date.now(),
			random: Math.random(),
		});
		if (wait === undefined) {
			throw await failureOf(
				session,
				(safe, claims) =>
					answer
						? reportOfAnswer(call, answer, claims, safe)
						: reportOfFailure(call, session.origin, failure, safe),
				canPass(tried),
			);
		}
		tally.retries++;
		elapsed += wait;
		host.log(`${nameOf(call)}: next try in ${Math.round(wait)} ms, after try ${attempt}`);
		// After a 429 all requests of the client to this endpoint wait, at the gate.
		if (answer?.status === 429) pass.refuse(wait);
		else await pause(wait, signal);
	}
}

const outcomeOfAnswer = ({ status, headers }: Answer): Outcome => ({
	status,
	retryAfter: headers['retry-after'],
	date: headers.date,
});

function outcomeOfFailure(failure: HostFailure): Outcome {
	if (failure.kind === 'network') return { networkCode: failure.code };
	if (failure.kind !== 'signIn') return {};
	return { status: failure.status, networkCode: failure.code, withoutToken: true };
}

/**
 * Makes a request, and once more with another token where ISC refused the first one: after a 401 nothing was carried
 * out, so this is safe for any request. Bodies can be sent twice, since none is a stream.
 */
async function tryWithToken(session: Session, call: Call, options: SendOptions): Promise<Try> {
	let took = 0;
	if (call.tokenOptional) {
		const tried = await tryOnce(session, call, options);
		const { status } = tried.answer ?? {};
		if (status !== 401 && status !== 403) return tried;
		took = tried.took;
		call = { ...call, tokenOptional: undefined };
	}
	for (let isRenewed = false, tries = 1; ; tries++) {
		const tried = await tryOnce(session, call, options);
		took += tried.took;
		const result = { ...tried, took };
		if (tried.answer?.status !== 401) return result;
		if (isRenewed) noteRefusedFresh(session, tried.tokenId);
		if (isRenewed || tries > MOST_TOKENS) return result;
		const began = getMonotonicTime();
		const replaced = await replaceToken(session, tried.tokenId, options.timeout).catch(toFailure);
		took += getMonotonicTime() - began;
		if (typeof replaced === 'object') return { ...tried, answer: undefined, ...replaced, took };
		if (replaced === 'same') return result;
		isRenewed = replaced === 'renewed';
	}
}

/** Tokens that other executions have stored meanwhile, and that ISC refused as well. */
const MOST_TOKENS = 2;

async function tryOnce(session: Session, call: Call, options: SendOptions): Promise<Try> {
	const { signal, tally, credential, origin } = session;
	const { receive, timeout, rateLimit = RATE_LIMIT } = options;
	const gate = gateFor(String(credential.clientId), origin, call.path);
	const endpoint = getEndpoint(call);
	const pass = await tally.wait(async () => await gate.enter(rateLimit, signal, endpoint));
	const about: Transmission = { sentAt: getMonotonicTime(), isCold: false };
	const began = about.sentAt;
	const ended = (result: AnswerOrFailure): Try => ({
		...result,
		pass,
		tokenId: about.tokenId,
		took: getMonotonicTime() - began,
	});
	try {
		// Only now is the token looked at: it may have expired in line.
		const asStream = receive !== undefined;
		const sent = await transmit(session, call, { timeout, asStream }, about).then(
			(response) => ({ answer: toAnswer(response) }),
			toFailure,
		);
		return ended(sent.answer ? await takeBody(sent.answer, options, timeout) : sent);
	} finally {
		pass.settle(about.isCold);
	}
}

/** @throws what the client itself threw: there is nothing to judge */
function toFailure(error: unknown): { answer?: undefined; failure: HostFailure } {
	if (error instanceof CallFailed || error instanceof BadInput) throw error;
	return { failure: hostFailure(error) };
}

/**
 * Builds the error that a call ends with, without the tokens of before the call and those that the host has fetched
 * meanwhile.
 */
async function failureOf(
	{ host, credential }: Session,
	build: (safe: Redactor, claims?: Claims) => Report,
	isPassing = false,
): Promise<CallFailed> {
	const latest = await host.credential().catch(() => credential);
	const safe: Redactor = (text) => redact(redact(text, credential), latest);
	const report = mapValues(build(safe, storedToken(latest)?.claims), (value) =>
		typeof value === 'string' ? safe(value) : value,
	);
	return new CallFailed(report as Report, isPassing);
}
