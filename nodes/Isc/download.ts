import type { IBinaryData, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ApiResponse } from '../shared/api/types';
import type { ByteStream } from '../shared/api/readStream';
import type { StreamHandler } from '../shared/api/sendRequest';
import { stripVersion } from '../shared/api/apiVersion';
import type { ItemContext } from '../shared/runner/types';
import type { RequestParams } from './parameters/readParams';
import { tryParseJson } from '../shared/parameters/tryParse';

type Stream = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

const PARAMETER = /;\s*([\w*-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/g;

const removeQuotes = (value: string) =>
	value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value.trim();

/** Decodes the form with charset, language, and percent-encoded text, separated by quotes. */
function decodeExtendedValue(value: string): string | undefined {
	try {
		return decodeURIComponent(/^utf-8'[^']*'(.*)$/i.exec(value)?.[1] ?? '');
	} catch {
		return undefined;
	}
}

/**
 * Returns the file name of a Content-Disposition header without folders. RFC 6266 prefers the encoded form. The first
 * versions of n8n 1.123 have no function for this.
 */
export function parseContentDisposition(disposition = ''): string | undefined {
	const parameters = Object.fromEntries(
		[...disposition.matchAll(PARAMETER)].map(([, name = '', value = '']) => [
			name.toLowerCase(),
			removeQuotes(value),
		]),
	);
	const name = decodeExtendedValue(parameters['filename*'] ?? '') || parameters.filename;
	const plain =
		name
			?.replace(/\p{Cc}/gu, '')
			.replace(/^.*[\\/]/s, '')
			.trim() ?? '';
	return /^\.*$/.test(plain) ? undefined : plain;
}

const EXTENSIONS: Record<string, string> = {
	'application/json': '.json',
	'application/pdf': '.pdf',
	'application/xml': '.xml',
	'application/zip': '.zip',
	'text/csv': '.csv',
	'text/plain': '.txt',
};

/** Builds a file name from the path, such as `sp-config-export.json` from `/sp-config/v1/export/{id}/download`. */
export function getDefaultFileName(path: string, mimeType = ''): string {
	const names = stripVersion(path).filter(
		(part) => /^[a-z]+(-[a-z]+)*$/.test(part) && part !== 'download',
	);
	return (names.slice(-MAX_NAMES).join('-') || 'file') + (EXTENSIONS[mimeType] ?? '');
}
/** Number of path segments in a file name. */
const MAX_NAMES = 2;

/** Downloaded file. */
export interface Download {
	item: INodeExecutionData;
	/** Response, with its parsed body if that was read. */
	response: ApiResponse;
}

/**
 * Streams the body into n8n's binary data storage, so memory doesn't grow with the file.
 * @param isRead whether the body is small and is parsed as well
 */
export async function download(
	{ context, sendRequest }: Pick<ItemContext, 'context' | 'sendRequest'>,
	{ request, binaryField }: Pick<RequestParams, 'request' | 'binaryField'>,
	index: number,
	isRead: (response: ApiResponse) => boolean = () => false,
): Promise<Download> {
	let bytes: Buffer | undefined;
	const receive: StreamHandler = async (stream, response) => {
		bytes = isRead(response) ? await readBytes(stream) : undefined;
		return await storeFile(context, request, bytes ?? (stream as Stream), response);
	};
	const response = await sendRequest(request, { receive });
	return {
		item: buildFileItem(response, binaryField, index),
		response: { ...response, body: bytes && tryParseJson(bytes.toString('utf8')) },
	};
}

async function readBytes(stream: ByteStream): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	for await (const chunk of stream) chunks.push(chunk);
	return Buffer.concat(chunks);
}

async function storeFile(
	context: IExecuteFunctions,
	{ path }: RequestParams['request'],
	body: Stream,
	{ headers }: ApiResponse,
): Promise<IBinaryData> {
	const mimeType = headers['content-type']?.split(';')[0];
	const name =
		parseContentDisposition(headers['content-disposition']) ?? getDefaultFileName(path, mimeType);
	return await context.helpers.prepareBinaryData(body, name, mimeType);
}

function buildFileItem(
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
