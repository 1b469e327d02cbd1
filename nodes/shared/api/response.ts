import type { IDataObject } from './n8n';

import type { ApiResponse } from './types';
import { splitJsonArray } from './recordBatch';
import { parseJsonText } from './losslessJson';
import { readStream, type ByteStream } from './readStream';

/** Converts a response of n8n. Its body is bytes, a stream, or undefined. */
export function toApiResponse(response: {
	statusCode: number;
	statusMessage?: string;
	headers: IDataObject;
	body: unknown;
}): ApiResponse {
	return {
		status: response.statusCode,
		statusMessage: response.statusMessage ?? '',
		headers: Object.fromEntries(
			Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		body: response.body === '' ? undefined : response.body,
	};
}

const getContentType = ({ headers }: Pick<ApiResponse, 'headers'>) => headers['content-type'] ?? '';

/**
 * Returns whether a response is a web page. ISC's API never returns one; it comes from a login page or a proxy,
 * possibly without its type.
 */
export const isHtmlResponse = (response: ApiResponse) =>
	/^(text\/html|application\/xhtml)/i.test(getContentType(response)) ||
	(/^(text\/plain|$)/i.test(getContentType(response)) && startsWithHtml(response.body));

function startsWithHtml(body: unknown): boolean {
	const start = Buffer.isBuffer(body) ? decodeText(body.subarray(0, HTML_SAMPLE_BYTES)) : body;
	return typeof start === 'string' && /^\s*<(!doctype\s+html|html)\b/i.test(start);
}

/** Number of bytes that are checked for the start of a web page. */
const HTML_SAMPLE_BYTES = 200;

export const isSuccess = (response: ApiResponse) =>
	response.status >= 200 && response.status < 300 && !isHtmlResponse(response);

const isJsonType = (response: ApiResponse) => /\bjson\b/i.test(getContentType(response));
/** Returns whether the content type is generic, so that the body can be JSON. */
const canBeJson = (response: ApiResponse) =>
	/^(text\/plain|application\/octet-stream|$)/i.test(getContentType(response));

const MAX_ERROR_BODY_BYTES = 64 * 1024;

const isStream = (body: unknown): body is ByteStream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** Decodes UTF-8 text without its byte order mark. */
function decodeText(bytes: Uint8Array): string {
	return new TextDecoder().decode(bytes);
}

/** An incomplete body of a response that ended without a network error. */
export class TruncatedBodyError extends Error {
	readonly code = 'MALFORMED_JSON';
}

/**
 * Parses the bytes of a body by the content type, or by their content if the type is generic.
 * @param asLines whether a list of records becomes a {@link JsonLinesBatch} if possible
 * @throws {TruncatedBodyError} if the body is only the start of JSON
 */
export function parseResponseBody(
	response: ApiResponse,
	asLines = false,
): Pick<ApiResponse, 'body' | 'longNumbers'> {
	const { body } = response;
	if (!Buffer.isBuffer(body)) return { body };
	const lines = asLines ? splitJsonArray(body) : undefined;
	if (lines) return { body: lines };
	const text = decodeText(body);
	if (text === '' || (isJsonType(response) && text.trim() === '')) return { body: undefined };
	if (!isJsonType(response) && !(canBeJson(response) && /^\s*[[{]/.test(text)))
		return { body: text };
	const parsed = parseJsonText(text);
	if (parsed) return parsed;
	if (isJsonType(response) && isStartOfJson(text)) throw new TruncatedBodyError();
	return { body: text };
}

/** Returns whether text can be the start of incomplete JSON. Plain text with a JSON content type is a valid body. */
const isStartOfJson = (text: string) =>
	/^\s*[[{"]/.test(text) || ['true', 'false', 'null'].some((word) => word.startsWith(text.trim()));

/**
 * Reads the body of an error response as JSON or text, even if it was requested as a stream or as bytes. An
 * incomplete body is returned as far as it was received, since the status matters most.
 * @param idleTimeoutMs maximum time between two chunks, in milliseconds
 */
export async function readErrorBody(body: unknown, idleTimeoutMs?: number): Promise<unknown> {
	if (Buffer.isBuffer(body)) return parseErrorBody(body);
	if (!isStream(body)) return body;
	const chunks: Uint8Array[] = [];
	let size = 0;
	try {
		for await (const chunk of readStream(body, idleTimeoutMs)) {
			chunks.push(chunk);
			size += chunk.length;
			if (size > MAX_ERROR_BODY_BYTES) break;
		}
	} catch {
		// Return what was received so far.
	}
	return parseErrorBody(Buffer.concat(chunks));
}

function parseErrorBody(bytes: Buffer): unknown {
	const text = decodeText(bytes);
	if (text === '') return undefined;
	const json = parseJsonText(text);
	return json ? json.body : text;
}
