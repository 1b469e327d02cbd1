import type { IDataObject } from './n8n';

import type { ApiResponse } from './types';
import { splitJsonArray } from './recordBatch';
import { parseJsonText } from './losslessJson';
import { readStream, type ByteStream } from './readStream';

/** @param body bytes or a stream as the host gives it; undefined where there is none */
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

/** A web page is never an answer of ISC's API: it comes from a login page or a proxy, which may not name its type. */
export const isHtmlResponse = (response: ApiResponse) =>
	/^(text\/html|application\/xhtml)/i.test(getContentType(response)) ||
	(/^(text\/plain|$)/i.test(getContentType(response)) && startsWithHtml(response.body));

function startsWithHtml(body: unknown): boolean {
	const start = Buffer.isBuffer(body) ? decodeText(body.subarray(0, HTML_SAMPLE_BYTES)) : body;
	return typeof start === 'string' && /^\s*<(!doctype\s+html|html)\b/i.test(start);
}

/** Bytes that are enough to know a web page by. */
const HTML_SAMPLE_BYTES = 200;

export const isSuccess = (response: ApiResponse) =>
	response.status >= 200 && response.status < 300 && !isHtmlResponse(response);

const isJsonType = (response: ApiResponse) => /\bjson\b/i.test(getContentType(response));
/** Types under which JSON comes as well, and which say nothing of a form of their own. */
const canBeJson = (response: ApiResponse) =>
	/^(text\/plain|application\/octet-stream|$)/i.test(getContentType(response));

const MAX_ERROR_BODY_BYTES = 64 * 1024;

const isStream = (body: unknown): body is ByteStream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** Text without a byte order mark. */
function decodeText(bytes: Uint8Array): string {
	return new TextDecoder().decode(bytes);
}

/** The body of an answer broke off, although all of it seemed to have come. */
export class TruncatedBodyError extends Error {
	readonly code = 'MALFORMED_JSON';
}

/**
 * Parses the body of an answer that came as bytes: by its type, or where the type says nothing, by what it looks like.
 * @param asLines whether a list of records comes as {@link JsonLines}, where it can
 * @throws BrokenOff if it is the start of JSON and no more
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

/** Whether text can be the start of JSON that broke off: plain text under a type of JSON is an answer of its own. */
const isStartOfJson = (text: string) =>
	/^\s*[[{"]/.test(text) || ['true', 'false', 'null'].some((word) => word.startsWith(text.trim()));

/**
 * The body of an answer that is no success, as JSON or text, even if it was asked for as a stream or as bytes. Where it
 * breaks off, what came before counts: the status says the most already.
 * @param idleTimeoutMs milliseconds to wait for more of it
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
		// As above.
	}
	return parseErrorBody(Buffer.concat(chunks));
}

function parseErrorBody(bytes: Buffer): unknown {
	const text = decodeText(bytes);
	if (text === '') return undefined;
	const json = parseJsonText(text);
	return json ? json.body : text;
}
