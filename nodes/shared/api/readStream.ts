import { withTimeout } from './withTimeout';

export type ByteStream = AsyncIterable<Uint8Array>;

/**
 * Reads a stream to its end.
 * @param idleTimeoutMs milliseconds to wait for each part: n8n's own timeout ends with the headers of an answer
 * @param onStreamError told of an error of the stream itself, not of one in whatever takes its parts
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
		// Ends the connection where it wasn't read to its end.
		(stream as { destroy?: () => void }).destroy?.();
	}
}
