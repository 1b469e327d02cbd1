import { toReadable } from './toReadable';
import { TruncatedBodyError, readErrorBody, isSuccess, parseResponseBody } from './response';
import type { ApiResponse } from './types';
import { ApiError, CancelledError } from './errors/errors';
import { ParameterError } from '../parameters/parameterError';
import type { ClassifiedError } from './errors/classifyError';
import { readStream, type ByteStream } from './readStream';

/**
 * Takes a body as a stream instead of having it parsed; what it resolves to becomes the answer's body.
 * Called for each try that succeeds so far; a stream that is cut makes the try fail.
 */
export type StreamHandler = (body: ByteStream, response: ApiResponse) => Promise<unknown>;

/** How the body of an answer is taken; parsed unless said otherwise. */
export interface ResponseBodyOptions {
	receive?: StreamHandler;
	/** Whether a list of records comes as {@link JsonLines}, where it can. */
	asLines?: boolean;
}

export type ResponseOrError =
	| { response: ApiResponse; failure?: undefined }
	| { response?: undefined; failure: ClassifiedError };

const cutFailure = (error: unknown): ClassifiedError => {
	const { name, code } = error as { name?: string; code?: string };
	if (code === 'ERR_CANCELED' || name === 'AbortError') return { kind: 'cancelled' };
	return { kind: 'network', code: code ?? 'ERR_STREAM_PREMATURE_CLOSE' };
};

/**
 * Takes the body of an answer. A body that ISC doesn't send to its end is a failure of the try; a receiver that can't
 * take it is another matter, since the answer is there and asking again wouldn't help.
 * @param idle milliseconds to wait for more of a stream
 */
export async function readResponseBody(
	response: ApiResponse,
	{ receive, asLines }: ResponseBodyOptions,
	idle?: number,
): Promise<ResponseOrError> {
	if (!isSuccess(response)) {
		return { response: { ...response, body: await readErrorBody(response.body, idle) } };
	}
	if (receive) return await received(response, receive, idle);
	try {
		return { response: { ...response, ...parseResponseBody(response, asLines) } };
	} catch (error) {
		if (error instanceof TruncatedBodyError) return { failure: cutFailure(error) };
		throw tooLarge(response.body as Buffer);
	}
}

/** JavaScript has no text of more than 512 MiB; asking again wouldn't help. */
const tooLarge = ({ length }: Buffer) =>
	new ApiError({
		message: `The response is too large to read as text (${Math.round(length / 2 ** 20)} MiB)`,
		hint: "ISC carried out this request. Choose 'File' as 'Response Format' under Options, or request fewer records at a time.",
	});

async function received(
	response: ApiResponse,
	receive: StreamHandler,
	idle?: number,
): Promise<ResponseOrError> {
	let cut: { error: unknown } | undefined;
	const source = readStream(response.body as ByteStream, idle, (error) => (cut = { error }));
	return await receive(toReadable(source), response).then(
		(body) => ({ response: { ...response, body } }),
		(error: unknown) => {
			if (cut) return { failure: cutFailure(cut.error) };
			if (
				error instanceof ApiError ||
				error instanceof ParameterError ||
				error instanceof CancelledError
			)
				throw error;
			return { failure: { kind: 'store', text: (error as Error)?.message ?? String(error) } };
		},
	);
}
