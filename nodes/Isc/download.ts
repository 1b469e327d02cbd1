import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ApiResponse } from '../shared/api/types';
import type { ByteStream } from '../shared/api/readStream';
import type { StreamHandler } from '../shared/api/sendRequest';
import { stripVersion } from '../shared/api/apiVersion';
import type { ItemContext } from '../shared/runner/types';
import type { RequestParams } from './parameters/readParams';

type Stream = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

const PARAMETER = /;\s*([\w*-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/g;

const unquoted = (value: string) =>
	value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value.trim();

/** Value of the encoded form: charset, language and percent-encoded text, with quotes between. */
function decoded(value: string): string | undefined {
	try {
		return decodeURIComponent(/^utf-8'[^']*'(.*)$/i.exec(value)?.[1] ?? '');
	} catch {
		return undefined;
	}
}

/**
 * File name of a Content-Disposition header (RFC 6266: the encoded form first), without folders: the first versions of
 * n8n 1.123 have no function for that.
 */
export function parseContentDisposition(disposition = ''): string | undefined {
	const parameters = Object.fromEntries(
		[...disposition.matchAll(PARAMETER)].map(([, name = '', value = '']) => [
			name.toLowerCase(),
			unquoted(value),
		]),
	);
	const name = decoded(parameters['filename*'] ?? '') || parameters.filename;
	const plain =
		name
			?.replace(/\p{Cc}/gu, '')
			.replace(/^.*[\\/]/s, '')
			.trim() ?? '';
	return /^\.*$/.test(plain) ? undefined : plain;
}

const ENDINGS: Record<string, string> = {
	'application/json': '.json',
	'application/pdf': '.pdf',
	'application/xml': '.xml',
	'application/zip': '.zip',
	'text/csv': '.csv',
	'text/plain': '.txt',
};

/** Name for a file that comes without one: `sp-config-export.json` of `/sp-config/v1/export/{id}/download`. */
export function defaultFileName(path: string, mimeType = ''): string {
	const names = stripVersion(path).filter(
		(part) => /^[a-z]+(-[a-z]+)*$/.test(part) && part !== 'download',
	);
	return (names.slice(-MOST_NAMES).join('-') || 'file') + (ENDINGS[mimeType] ?? '');
}
const MOST_NAMES = 2;

/** A file that was downloaded. */
export interface Download {
	item: INodeExecutionData;
	/** The answer, with its body parsed if that was read too. */
	response: ApiResponse;
}

/**
 * Streams the body into n8n's store of binary data: memory does not grow with the file.
 * @param isRead whether the body is small and has to be read as well
 */
export async function download(
	{ context, sendRequest }: Pick<ItemContext, 'context' | 'sendRequest'>,
	{ request, binaryField }: Pick<RequestParams, 'request' | 'binaryField'>,
	index: number,
	isRead: (response: ApiResponse) => boolean = () => false,
): Promise<Download> {
	let bytes: Buffer | undefined;
	const receive: StreamHandler = async (stream, response) => {
		bytes = isRead(response) ? await collect(stream) : undefined;
		return await store(context, request, bytes ?? (stream as Stream), response);
	};
	const response = await sendRequest(request, { receive });
	return {
		item: fileItem(response, binaryField, index),
		response: { ...response, body: bytes && parsed(bytes) },
	};
}

async function collect(stream: ByteStream): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}

async function store(
	context: IExecuteFunctions,
	{ path }: RequestParams['request'],
	body: Stream,
	{ headers }: ApiResponse,
): Promise<IBinaryData> {
	const mimeType = headers['content-type']?.split(';')[0];
	const name =
		parseContentDisposition(headers['content-disposition']) ?? defaultFileName(path, mimeType);
	return await context.helpers.prepareBinaryData(body, name, mimeType);
}

function fileItem(
	{ status, body }: ApiResponse,
	binaryField: string,
	index: number,
): INodeExecutionData {
	const file = body as IBinaryData;
	return {
		json: { fileName: file.fileName ?? '', mimeType: file.mimeType, statusCode: status },
		binary: { [binaryField]: file },
		pairedItem: { item: index },
	};
}

function parsed(bytes: Buffer): unknown {
	try {
		return JSON.parse(bytes.toString('utf8'));
	} catch {
		return undefined;
	}
}
