import { byteStream } from '../sinks/byteStream';
import { BrokenOff, errorBody, isSuccess, parseBody } from './answer';
import type { Answer } from './call';
import { BadInput, CallFailed, Cancelled } from './errors/failures';
import type { HostFailure } from './errors/hostFailure';
import { readOn, type ByteStream } from './readOn';

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

export type AnswerOrFailure =
	| { answer: Answer; failure?: undefined }
	| { answer?: undefined; failure: HostFailure };

const cutFailure = (error: unknown): HostFailure => {
	const { name, code } = error as { name?: string; code?: string };
	if (code === 'ERR_CANCELED' || name === 'AbortError') return { kind: 'cancelled' };
	return { kind: 'network', code: code ?? 'ERR_STREAM_PREMATURE_CLOSE' };
};

/**
 * Takes the body of an answer. A body that ISC doesn't send to its end is a failure of the try; a receiver that can't
 * take it is another matter, since the answer is there and asking again wouldn't help.
 * @param idle milliseconds to wait for more of a stream
 */
export async function takeBody(
	answer: Answer,
	{ receive, asLines }: Taking,
	idle?: number,
): Promise<AnswerOrFailure> {
	if (!isSuccess(answer)) {
		return { answer: { ...answer, body: await errorBody(answer.body, idle) } };
	}
	if (receive) return await received(answer, receive, idle);
	try {
		return { answer: { ...answer, ...parseBody(answer, asLines) } };
	} catch (error) {
		if (error instanceof BrokenOff) return { failure: cutFailure(error) };
		throw tooLarge(answer.body as Buffer);
	}
}

/** JavaScript has no text of more than 512 MiB; asking again wouldn't help. */
const tooLarge = ({ length }: Buffer) =>
	new CallFailed({
		message: `The response is too large to read as text (${Math.round(length / 2 ** 20)} MiB)`,
		hint: "ISC carried out this request. Choose 'File' as 'Response Format' under Options, or request fewer records at a time.",
	});

async function received(
	answer: Answer,
	receive: Receiver,
	idle?: number,
): Promise<AnswerOrFailure> {
	let cut: { error: unknown } | undefined;
	const source = readOn(answer.body as ByteStream, idle, (error) => (cut = { error }));
	return await receive(byteStream(source), answer).then(
		(body) => ({ answer: { ...answer, body } }),
		(error: unknown) => {
			if (cut) return { failure: cutFailure(cut.error) };
			if (error instanceof CallFailed || error instanceof BadInput || error instanceof Cancelled)
				throw error;
			return { failure: { kind: 'store', text: (error as Error)?.message ?? String(error) } };
		},
	);
}
