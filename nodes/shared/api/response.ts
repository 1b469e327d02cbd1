import type { IDataObject } from './n8n';

import type { ApiRequest, ApiResponse } from './types';
import { splitJsonArray } from './recordBatch';
import { decodeText, getCharset } from './decodeText';
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
 * possibly without its type or as JSON.
 */
export const isHtmlResponse = (response: ApiResponse) =>
	/^(text\/html|application\/xhtml)/i.test(getContentType(response)) ||
	(canHideHtml(response) && startsWithHtml(response));

/** Returns whether the content type doesn't say that the body is a web page, but doesn't exclude it. */
export const canHideHtml = (response: ApiResponse) =>
	isJsonType(response) || /^(text\/plain|$)/i.test(getContentType(response));

function startsWithHtml(response: ApiResponse): boolean {
	const { body } = response;
	const isJson = isJsonType(response);
	// A parsed JSON string can be a web page, for example the template of an email.
	if (isJson && !Buffer.isBuffer(body)) return false;
	const start = Buffer.isBuffer(body)
		? decodeText(body.subarray(0, HTML_SAMPLE_BYTES), getContentType(response)).text
		: body;
	if (typeof start !== 'string') return false;
	// JSON never starts like this.
	if (isJson) return /^\s*</.test(start);
	const text = start.slice(0, HTML_SAMPLE_BYTES).replace(/<!--.*?-->|<\?xml[^>]*>/gs, '');
	return /^\s*<(!doctype\s+html|html|head|body)\b/i.test(text);
}

/** Number of bytes that are checked for the start of a web page. */
const HTML_SAMPLE_BYTES = 1_000;

export const isSuccess = (response: ApiResponse) =>
	response.status >= 200 && response.status < 300 && !isHtmlResponse(response);

const isJsonType = (response: ApiResponse) => /\bjson\b/i.test(getContentType(response));
/** Returns whether the content type is generic, so that the body can be JSON. */
const canBeJson = (response: ApiResponse) =>
	/^(text\/plain|application\/octet-stream|$)/i.test(getContentType(response));

const MAX_ERROR_BODY_BYTES = 64 * 1024;

const isStream = (body: unknown): body is ByteStream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** Returns whether a response contains only a part of the data, although the request didn't ask for one. */
export const isUnrequestedPart = (request: Pick<ApiRequest, 'headers'>, { status }: ApiResponse) =>
	status === 206 && request.headers.range === undefined;

/** Closes the connection of a body that isn't read. */
export const closeBody = ({ body }: ApiResponse): void =>
	(body as { destroy?: () => void } | undefined)?.destroy?.();

const COMPRESSIONS = /\b(?:x-)?(?:gzip|compress|deflate|br|zstd|snappy|lz4|dcb|dcz)\b/i;

/**
 * Returns the compression of a body that n8n couldn't decompress; undefined if there is none. n8n removes the header of a
 * body that it decompressed.
 */
export const getCompression = ({ headers }: Pick<ApiResponse, 'headers'>) =>
	COMPRESSIONS.test(headers['content-encoding'] ?? '') ? headers['content-encoding'] : undefined;

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
): Pick<ApiResponse, 'body' | 'longNumbers' | 'damagedText'> {
	const { body } = response;
	if (!Buffer.isBuffer(body)) return { body };
	const isUtf8 = /^utf-?8$/.test(getCharset(getContentType(response)));
	const lines = asLines && isUtf8 ? splitJsonArray(body) : undefined;
	if (lines) return { body: lines };
	const { text, isDamaged } = decodeText(body, getContentType(response));
	return { ...parseText(response, text), ...(isDamaged && { damagedText: true as const }) };
}

function parseText(response: ApiResponse, text: string): Pick<ApiResponse, 'body' | 'longNumbers'> {
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
export async function readErrorBody(
	response: ApiResponse,
	idleTimeoutMs?: number,
): Promise<unknown> {
	const { body } = response;
	if (Buffer.isBuffer(body)) return parseErrorBody(response, body);
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
	return parseErrorBody(response, Buffer.concat(chunks));
}

function parseErrorBody(response: ApiResponse, bytes: Buffer): unknown {
	if (getCompression(response)) return undefined;
	const { text } = decodeText(bytes, getContentType(response));
	if (text === '') return undefined;
	const json = parseJsonText(text);
	return json ? json.body : text;
}
