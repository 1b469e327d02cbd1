import {
	sanitizeFilename,
	type IBinaryData,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';

import type { Call } from '../client/call';
import type { Sender } from '../client/send';
import type { Request } from './readRequest';

type Stream = Parameters<IExecuteFunctions['helpers']['prepareBinaryData']>[0];

/** File name of a Content-Disposition header (RFC 6266: the encoded form first). */
export function fileNameOf(disposition: string | undefined): string | undefined {
	const encoded = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition ?? '')?.[1];
	const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(disposition ?? '');
	try {
		if (encoded) return decodeURIComponent(encoded.trim());
	} catch {
		// Not what it says it is: the plain form may still be right.
	}
	return (plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2])?.trim() || undefined;
}

/** Name for a file that comes without one. */
const fallbackName = ({ path }: Call) => path.split('/').filter(Boolean).at(-1) ?? 'file';

/** Streams the body into n8n's store of binary data: memory does not grow with the file. */
export async function download(
	context: IExecuteFunctions,
	send: Sender,
	{ call, binaryField }: Request,
	index: number,
): Promise<INodeExecutionData> {
	const { status, body } = await send(call, async (stream, { headers }) => {
		const name = sanitizeFilename(fileNameOf(headers['content-disposition']) ?? fallbackName(call));
		const mimeType = headers['content-type']?.split(';')[0];
		return await context.helpers.prepareBinaryData(stream as Stream, name, mimeType);
	});
	const file = body as IBinaryData;
	return {
		json: { fileName: file.fileName ?? '', mimeType: file.mimeType, statusCode: status },
		binary: { [binaryField]: file },
		pairedItem: { item: index },
	};
}
