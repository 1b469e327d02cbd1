import mapValues from 'lodash/mapValues';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { errorBody, isMalformed, isSuccess, linesBody, toAnswer, type ByteStream } from './answer';
import { nameOf, type Answer, type Call } from './call';
import { CallFailed, Cancelled, type Report } from './errors/failures';
import { hostFailure, type NoAnswer } from './errors/hostFailure';
import { redact } from './errors/redact';
import { reportOfAnswer, reportOfFailure } from './errors/report';
import { gateFor, getEndpoint } from './pace/gates';
import { pause } from './pace/pause';
import type { Pass } from './pace/rateGate';
import { nextTry, type Outcome } from './pace/retry';
import { changesNothing } from './reading';
import { requestWithToken, type Session } from './session';

/**
 * Takes a body as a stream instead of having it parsed; what it resolves to becomes the answer's body.
 * Called for each try that succeeds so far; a stream that is cut makes the try fail.
 */
export type Receiver = (body: ByteStream, answer: Answer) => Promise<unknown>;

/** How the body of an answer is taken; parsed unless said otherwise. */
export interface Taking {
	receive?: Receiver;
	/** Whether a list of records comes as {@link JsonLines}, where it can. */
	asLines?: boolean;
}

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

type AnswerOrFailure =
	| { answer: Answer; failure?: undefined }
	| { answer?: undefined; failure: NoAnswer };

type Try = AnswerOrFailure & {
	/** Absent where the request was not let through the gate. */
	pass?: Pass;
	/** Milliseconds from when it was let through. */
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
	const { host, tally } = session;
	// Without the time in line for the rate limit, which others make long, not ISC.
	let elapsed = 0;
	for (let attempt = 1; ; attempt++) {
		const { answer, failure, pass, took } = await tryOnce(session, call, options);
		elapsed += took;
		if (answer && isSuccess(answer)) return answer;
		if (failure?.kind === 'cancelled') throw new Cancelled();

		const wait = nextTry({
			...(answer ? outcomeOfAnswer(answer) : outcomeOfFailure(failure)),
			changesNothing: changesNothing(call),
			hostAnswered: session.width.hasAnswer,
			attempt,
			elapsed,
			now: Date.now(),
			random: Math.random(),
		});
		if (wait === undefined) {
			const report = answer
				? reportOfAnswer(call, answer, session.token?.claims)
				: reportOfFailure(call, session.origin, failure);
			throw new CallFailed(await withoutSecrets(report, session));
		}
		tally.retries++;
		elapsed += wait;
		host.log(`${nameOf(call)}: next try in ${Math.round(wait)} ms, after try ${attempt}`);
		// After a 429 all requests of the client to this endpoint wait, at the gate.
		if (answer?.status === 429) pass?.refuse(wait);
		else await pause(wait, session.signal);
	}
}

const outcomeOfAnswer = ({ status, headers }: Answer): Outcome => ({
	status,
	retryAfter: headers['retry-after'],
	date: headers.date,
});

function outcomeOfFailure(failure: NoAnswer): Outcome {
	if (failure.kind === 'network') return { networkCode: failure.code };
	if (failure.kind !== 'signIn') return {};
	return { status: failure.status, networkCode: failure.code, withoutToken: true };
}

async function tryOnce(session: Session, call: Call, options: SendOptions): Promise<Try> {
	const { host, tally, width } = session;
	const { receive, asLines, timeout, rateLimit = RATE_LIMIT } = options;
	const gate = gateFor(String(session.credential.clientId), session.origin, call.path);
	let pass: Pass | undefined;
	let isCold = false;
	let sent = Date.now();
	const ended = (result: AnswerOrFailure): Try => ({ ...result, pass, took: Date.now() - sent });
	try {
		const endpoint = getEndpoint(call);
		pass = await tally.wait(async () => await gate.enter(rateLimit, session.signal, endpoint));
		// Only now is the token looked at: it may have expired in line.
		const response = await requestWithToken(session, async () => {
			isCold = session.token === undefined;
			tally.requests++;
			sent = Date.now();
			const answered = await host.request({
				...hostOptions(session.origin, call),
				timeout,
				...(asLines && { encoding: 'arraybuffer' }),
				...(receive && { encoding: 'stream' }),
			});
			width.note(Date.now() - sent);
			return answered;
		});
		const answer = toAnswer(response);
		if (receive || asLines) answer.body = await take(answer, receive);
		if (isMalformed(answer)) return ended({ failure: { kind: 'network', code: 'MALFORMED_JSON' } });
		return ended({ answer });
	} catch (error) {
		const failure = hostFailure(error);
		return failure.kind === 'answer'
			? ended({ answer: toAnswer({ ...failure, body: await errorBody(failure.body) }) })
			: ended({ failure });
	} finally {
		pass?.settle(isCold);
	}
}

/** The body of an answer that came as a stream, or as bytes where nobody receives it. */
async function take(answer: Answer, receive?: Receiver): Promise<unknown> {
	if (!isSuccess(answer)) return await errorBody(answer.body);
	return receive ? await receive(answer.body as ByteStream, answer) : linesBody(answer);
}

function hostOptions(origin: string, call: Call): IHttpRequestOptions {
	return {
		method: call.method,
		url: origin + call.path,
		qs: { ...call.query },
		arrayFormat: 'repeat',
		headers: { ...call.headers },
		body: call.body,
		returnFullResponse: true,
		// 401 must reach the host as an error: that is what makes it renew the token.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		sendCredentialsOnCrossOriginRedirect: false,
	};
}

/** Long enough for any reason, short enough for a message. */
const MAX_TEXT = 600;

/**
 * Takes out the tokens of before the call and those that the host has fetched meanwhile. Only then may text
 * be shortened: half a token would not be known as one.
 */
async function withoutSecrets(report: Report, { host, credential }: Session): Promise<Report> {
	const latest = await host.credential().catch(() => credential);
	return mapValues(report, (value) =>
		typeof value === 'string'
			? redact(redact(value, credential), latest).slice(0, MAX_TEXT)
			: value,
	) as Report;
}
