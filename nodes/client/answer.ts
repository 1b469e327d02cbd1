import type { IDataObject } from 'n8n-workflow';

import type { Answer } from './call';
import { linesOf } from './jsonLines';

export type ByteStream = AsyncIterable<Uint8Array>;

/** @param body parsed JSON, text or a stream, as the host gives it; '' where there is none */
export function toAnswer(response: {
	statusCode: number;
	statusMessage?: string;
	headers: IDataObject;
	body: unknown;
}): Answer {
	return {
		status: response.statusCode,
		statusMessage: response.statusMessage ?? '',
		headers: Object.fromEntries(
			Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
		),
		body: response.body === '' ? undefined : response.body,
	};
}

/** A web page is never an answer of ISC's API: it comes from a login page or a proxy. */
export const isWebPage = ({ headers }: Answer) => /^text\/html/.test(headers['content-type'] ?? '');

export const isSuccess = (answer: Answer) =>
	answer.status >= 200 && answer.status < 300 && !isWebPage(answer);

/**
 * The host hands JSON that it cannot parse through as text: a body that was cut, never data. (JSON that is a
 * text itself has been parsed, so that it is shorter than what was sent.)
 */
export const isMalformed = ({ headers, body }: Answer) =>
	typeof body === 'string' &&
	/\bjson\b/.test(headers['content-type'] ?? '') &&
	/^\s*[[{]/.test(body) &&
	Number(headers['content-length'] ?? 0) <= Buffer.byteLength(body);

const MAX_ERROR_BODY = 64 * 1024;

const isStream = (body: unknown): body is ByteStream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** The body of an answer that was asked for as bytes: lines if it is a list of records, else parsed. */
export function linesBody({ body }: Answer): unknown {
	if (!Buffer.isBuffer(body)) return body;
	return body.length === 0 ? undefined : (linesOf(body) ?? parsed(body));
}

/** The body of an answer that is no success, as JSON or text, even if it was asked for as a stream or as bytes. */
export async function errorBody(body: unknown): Promise<unknown> {
	if (Buffer.isBuffer(body)) return parsed(body);
	if (!isStream(body)) return body;
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		chunks.push(chunk);
		size += chunk.length;
		if (size > MAX_ERROR_BODY) break;
	}
	return parsed(Buffer.concat(chunks));
}

function parsed(bytes: Buffer): unknown {
	// Leaves out a byte order mark, as the host does.
	const text = new TextDecoder().decode(bytes);
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
