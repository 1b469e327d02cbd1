import { sanitizeFilename, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';

import type { Answer, Call } from '../client/call';
import { send } from '../client/send';
import type { Session } from '../client/session';

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
	session: Session,
	call: Call,
	{ binaryField, timeout }: { binaryField: string; timeout?: number },
	index: number,
): Promise<{ answer: Answer; item: INodeExecutionData }> {
	const answer = await send(session, call, {
		timeout,
		receive: async (stream, { headers }) =>
			await context.helpers.prepareBinaryData(
				stream as Stream,
				sanitizeFilename(fileNameOf(headers['content-disposition']) ?? fallbackName(call)),
				headers['content-type']?.split(';')[0],
			),
	});
	const file = answer.body as Awaited<ReturnType<typeof context.helpers.prepareBinaryData>>;
	const { fileName = '', mimeType } = file;
	return {
		answer,
		item: {
			json: { fileName, mimeType, statusCode: answer.status },
			binary: { [binaryField]: file },
			pairedItem: { item: index },
		},
	};
}
