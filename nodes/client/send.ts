import mapValues from 'lodash/mapValues';
import type { IHttpRequestOptions } from 'n8n-workflow';

import { errorBody, isMalformed, isSuccess, toAnswer, type ByteStream } from './answer';
import { nameOf, type Answer, type Call } from './call';
import { CallFailed, Cancelled, type Report } from './errors/failures';
import { hostFailure, type NoAnswer } from './errors/hostFailure';
import { pause } from './pace/pause';
import { redact } from './errors/redact';
import { reportOfAnswer, reportOfFailure } from './errors/report';
import { nextTry, type Outcome } from './pace/retry';
import { requestWithToken, type Session } from './session';

/**
 * Takes a body as a stream instead of having it parsed; what it resolves to becomes the answer's body.
 * Called for each try that succeeds so far; a stream that is cut makes the try fail.
 */
export type Receiver = (body: ByteStream, answer: Answer) => Promise<unknown>;

/** {@link send} for one session and set of options. */
export type Sender = (call: Call, receive?: Receiver) => Promise<Answer>;

export interface SendOptions {
	/** Milliseconds to wait for an answer, for each try. */
	timeout?: number;
	receive?: Receiver;
}

type Try = { answer: Answer; failure?: undefined } | { answer?: undefined; failure: NoAnswer };

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
	const { host } = session;
	for (let attempt = 1; ; attempt++) {
		const { answer, failure } = await tryOnce(session, call, options);
		if (answer && isSuccess(answer)) return answer;
		if (failure?.kind === 'cancelled') throw new Cancelled();

		const wait = nextTry({
			...(answer ? outcomeOfAnswer(answer) : outcomeOfFailure(failure)),
			method: call.method,
			attempt,
			now: Date.now(),
			random: Math.random(),
		});
		if (wait === undefined) {
			const report = answer
				? reportOfAnswer(call, answer, session.token?.claims)
				: reportOfFailure(call, session.origin, failure);
			throw new CallFailed(await withoutSecrets(report, session));
		}
		host.log(`${nameOf(call)}: next try in ${Math.round(wait)} ms, after try ${attempt}`);
		await pause(wait, host.cancelSignal);
	}
}

const outcomeOfAnswer = ({ status, headers }: Answer): Outcome => ({
	status,
	retryAfter: headers['retry-after'],
});

function outcomeOfFailure(failure: NoAnswer): Outcome {
	if (failure.kind === 'network') return { networkCode: failure.code };
	if (failure.kind !== 'signIn') return {};
	return { status: failure.status, networkCode: failure.code, withoutToken: true };
}

async function tryOnce(
	session: Session,
	call: Call,
	{ receive, timeout }: SendOptions,
): Promise<Try> {
	try {
		const response = await requestWithToken(session, {
			...hostOptions(session.origin, call),
			timeout,
			...(receive && { encoding: 'stream' }),
		});
		const answer = toAnswer(response);
		if (receive) {
			answer.body = isSuccess(answer)
				? await receive(answer.body as ByteStream, answer)
				: await errorBody(answer.body);
		}
		return isMalformed(answer)
			? { failure: { kind: 'network', code: 'MALFORMED_JSON' } }
			: { answer };
	} catch (error) {
		const failure = hostFailure(error);
		return failure.kind === 'answer'
			? { answer: toAnswer({ ...failure, body: await errorBody(failure.body) }) }
			: { failure };
	}
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
