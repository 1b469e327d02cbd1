import { Hash } from 'crypto';

import { withTimeout } from './withTimeout';

export type ByteStream = AsyncIterable<Uint8Array>;

/**
 * Reads a stream to its end.
 * @param idleTimeoutMs maximum time between two chunks, in milliseconds. n8n's own timeout covers only the headers.
 * @param onStreamError called for an error of the stream, but not for an error of the code that consumes the chunks
 */
export async function* readStream(
	stream: ByteStream,
	idleTimeoutMs?: number,
	onStreamError?: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
	const iterator = stream[Symbol.asyncIterator]();
	try {
		for (;;) {
			const chunk = await withTimeout(iterator.next(), idleTimeoutMs).catch((error: unknown) => {
				onStreamError?.(error);
				throw error;
			});
			if (chunk.done) return;
			yield chunk.value;
		}
	} finally {
		// Close the connection if the stream wasn't read to its end.
		(stream as { destroy?: () => void }).destroy?.();
	}
}

/**
 * Converts chunks to a Node stream that requests the next chunk only when there is room for it. n8n's binary data store
 * requires such a stream, but community nodes can't import `stream`. The hashes of `crypto` are streams, so their class
 * provides `from`.
 */
export const toReadable = (chunks: AsyncIterable<Uint8Array>) => Hash.from(chunks);
