import { withTimeout } from './withTimeout';

export type ByteStream = AsyncIterable<Uint8Array>;

/**
 * Reads a stream to its end.
 * @param idle milliseconds to wait for each part: n8n's own timeout ends with the headers of an answer
 * @param onCut told of an error of the stream itself, not of one in whatever takes its parts
 */
export async function* readStream(
	stream: ByteStream,
	idle?: number,
	onCut?: (error: unknown) => void,
): AsyncGenerator<Uint8Array> {
	const parts = stream[Symbol.asyncIterator]();
	try {
		for (;;) {
			const part = await withTimeout(parts.next(), idle).catch((error: unknown) => {
				onCut?.(error);
				throw error;
			});
			if (part.done) return;
			yield part.value;
		}
	} finally {
		// Ends the connection where it wasn't read to its end.
		(stream as { destroy?: () => void }).destroy?.();
	}
}
