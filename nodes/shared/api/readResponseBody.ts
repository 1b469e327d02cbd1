import {
	TruncatedBodyError,
	canHideHtml,
	getCompression,
	isHtmlResponse,
	isSuccess,
	parseResponseBody,
	readErrorBody,
} from './response';
import type { ApiResponse } from './types';
import { ApiError, CancelledError } from './errors/errors';
import { ParameterError } from '../parameters/parameterError';
import type { ClassifiedError } from './errors/classifyError';
import { readStream, toReadable, type ByteStream } from './readStream';

/**
 * Consumes a body as a stream instead of parsing it. The result becomes the body of the response. Called for each
 * attempt with a successful response; if the stream ends early, the attempt fails.
 */
export type StreamHandler = (body: ByteStream, response: ApiResponse) => Promise<unknown>;

/** How the body of a response is read. By default, it is parsed. */
export interface ResponseBodyOptions {
	receive?: StreamHandler;
	/** Whether a list of records becomes a {@link JsonLinesBatch} if possible. */
	asLines?: boolean;
}

/** The response of an attempt, or why there is none. */
export type ResponseOrError =
	| { response: ApiResponse; failure?: undefined }
	| { response?: undefined; failure: ClassifiedError };

const toStreamFailure = (error: unknown): ClassifiedError => {
	const { name, code } = error as { name?: string; code?: string };
	if (code === 'ERR_CANCELED' || name === 'AbortError') return { kind: 'cancelled' };
	return { kind: 'network', code: code ?? 'ERR_STREAM_PREMATURE_CLOSE' };
};

/**
 * Reads the body of a response. An incomplete body is a failed attempt. A stream handler that fails isn't, since the
 * request was processed and another attempt wouldn't help.
 * @param idleTimeoutMs maximum time between two chunks of a stream, in milliseconds
 */
export async function readResponseBody(
	response: ApiResponse,
	{ receive, asLines }: ResponseBodyOptions,
	idleTimeoutMs?: number,
): Promise<ResponseOrError> {
	if (!isSuccess(response)) return { response: await readErrorResponse(response, idleTimeoutMs) };
	if (getCompression(response)) throw createCompressionError(response);
	if (receive) return await receiveStream(response, receive, idleTimeoutMs);
	try {
		return { response: { ...response, ...parseResponseBody(response, asLines) } };
	} catch (error) {
		if (error instanceof TruncatedBodyError) return { failure: toStreamFailure(error) };
		throw createTooLargeError(response.body as Buffer);
	}
}

/**
 * Creates the error for a body above 512 MiB, the maximum length of text in JavaScript. Another attempt wouldn't
 * help.
 */
const createTooLargeError = ({ length }: Buffer) =>
	new ApiError({
		message: `The response is too large to read as text (${Math.round(length / 2 ** 20)} MiB)`,
		hint: "Set 'Response Format' to 'File' under Options, or request fewer records at a time. ISC processed this request.",
	});

/**
 * Creates the error for a body that n8n can't decompress. Another attempt wouldn't help, and the compressed bytes would be
 * taken for text.
 */
const createCompressionError = (response: ApiResponse) =>
	new ApiError({
		message: `The response is compressed as '${getCompression(response)}', which n8n can't decompress`,
		hint: 'Remove the header Accept-Encoding from the request, and check whether a proxy between n8n and ISC compresses responses. ISC processed this request.',
	});

/** Reads an error response. A web page gets its type, which it can lack. */
async function readErrorResponse(
	response: ApiResponse,
	idleTimeoutMs?: number,
): Promise<ApiResponse> {
	const { headers } = response;
	return {
		...response,
		headers: isHtmlResponse(response) ? { ...headers, 'content-type': 'text/html' } : headers,
		body: await readErrorBody(response, idleTimeoutMs),
	};
}

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
	let chunks: ByteStream = source;
	// A file with a name isn't a page that a proxy sent instead.
	if (canHideHtml(response) && !('content-disposition' in response.headers)) {
		const start = await readStart(source);
		if (streamError) return { failure: toStreamFailure(streamError.error) };
		const sample = { ...response, body: start };
		if (isHtmlResponse(sample)) {
			await source.return(undefined);
			return { response: await readErrorResponse(sample) };
		}
		chunks = prepend(start, source);
	}
	return await receive(toReadable(chunks), response).then(
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

/** Number of bytes that show whether a stream is a web page. */
const MIN_START_BYTES = 64;

/** Reads the start of a stream. Stops early at its end or at an error. */
async function readStart(source: AsyncGenerator<Uint8Array>): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	while (size < MIN_START_BYTES) {
		const chunk = await source.next().catch(() => undefined);
		if (!chunk || chunk.done) break;
		chunks.push(chunk.value);
		size += chunk.value.length;
	}
	return Buffer.concat(chunks);
}

async function* prepend(start: Uint8Array, rest: ByteStream): AsyncGenerator<Uint8Array> {
	if (start.length > 0) yield start;
	yield* rest;
}
