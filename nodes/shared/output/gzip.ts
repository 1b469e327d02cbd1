/**
 * Compresses a stream of bytes with gzip.
 * @throws the error of the given bytes, if reading them fails
 */
export async function* gzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	const { readable, writable } = new CompressionStream('gzip');
	const writer = writable.getWriter();
	const reader = readable.getReader();
	const feeding = (async () => {
		for await (const chunk of bytes) await writer.write(chunk as BufferSource);
		await writer.close();
	})().catch(async (error: unknown) => {
		// Hands the error to the reader, which throws it.
		await writer.abort(error);
	});
	try {
		for (;;) {
			const { done, value } = await reader.read();
			if (done) return;
			yield value as Uint8Array;
		}
	} finally {
		// If the consumer stops early, feeding must stop too.
		await reader.cancel().catch(() => {});
		await feeding.catch(() => {});
	}
}
