import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { Cancelled } from '../client/errors/failures';
import { byteStream } from '../sinks/byteStream';

/** Writes a file into n8n's store of binary data as its bytes come. */
export const store = async (
	{ helpers }: Pick<IExecuteFunctions, 'helpers'>,
	bytes: AsyncIterable<Uint8Array>,
	name: string,
	mimeType: string,
): Promise<IBinaryData> => await helpers.prepareBinaryData(byteStream(bytes), name, mimeType);

/**
 * Reads a stored file back. n8n set to keep files in memory gives no ID, but all of it.
 * @throws Cancelled if the execution was stopped meanwhile
 */
export async function* readStored(
	context: Pick<IExecuteFunctions, 'helpers' | 'getExecutionCancelSignal'>,
	{ id, data }: IBinaryData,
): AsyncGenerator<Uint8Array> {
	if (id === undefined) {
		yield Buffer.from(data, 'base64');
		return;
	}
	const signal = context.getExecutionCancelSignal();
	for await (const chunk of await context.helpers.getBinaryStream(id)) {
		if (signal?.aborted) throw new Cancelled();
		yield chunk as Uint8Array;
	}
}
