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

const toStreamFailure = (error: unknown): ClassifiedError => {
	const { name, code } = error as { name?: string; code?: string };
	if (code === 'ERR_CANCELED' || name === 'AbortError') return { kind: 'cancelled' };
	return { kind: 'network', code: code ?? 'ERR_STREAM_PREMATURE_CLOSE' };
};

/**
 * Takes the body of an answer. A body that ISC doesn't send to its end is a failure of the try; a receiver that can't
 * take it is another matter, since the answer is there and asking again wouldn't help.
 * @param idleTimeoutMs milliseconds to wait for more of a stream
 */
export async function readResponseBody(
	response: ApiResponse,
	{ receive, asLines }: ResponseBodyOptions,
	idleTimeoutMs?: number,
): Promise<ResponseOrError> {
	if (!isSuccess(response)) {
		return { response: { ...response, body: await readErrorBody(response.body, idleTimeoutMs) } };
	}
	if (receive) return await receiveStream(response, receive, idleTimeoutMs);
	try {
		return { response: { ...response, ...parseResponseBody(response, asLines) } };
	} catch (error) {
		if (error instanceof TruncatedBodyError) return { failure: toStreamFailure(error) };
		throw createTooLargeError(response.body as Buffer);
	}
}

/** JavaScript has no text of more than 512 MiB; asking again wouldn't help. */
const createTooLargeError = ({ length }: Buffer) =>
	new ApiError({
		message: `The response is too large to read as text (${Math.round(length / 2 ** 20)} MiB)`,
		hint: "ISC carried out this request. Choose 'File' as 'Response Format' under Options, or request fewer records at a time.",
	});

async function receiveStream(
	response: ApiResponse,
	receive: StreamHandler,
	idleTimeoutMs?: number,
): Promise<ResponseOrError> {
	let streamError: { error: unknown } | undefined;
	const source = readStream(
		response.body as ByteStream,
		idleTimeoutMs,
		(error) => (streamError = { error }),
	);
	return await receive(toReadable(source), response).then(
		(body) => ({ response: { ...response, body } }),
		(error: unknown) => {
			if (streamError) return { failure: toStreamFailure(streamError.error) };
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
