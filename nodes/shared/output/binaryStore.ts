import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { ApiError, CancelledError } from '../api/errors/errors';
import { ParameterError } from '../parameters/parameterError';
import { toReadable } from '../api/readStream';

/**
 * Largest file that n8n can read from its database. PostgreSQL's driver reads a file as text with two characters per byte,
 * and V8 limits text to 512 MiB.
 */
export const MAX_DATABASE_FILE_BYTES = 256 * 1024 * 1024;

/**
 * Rejects a file that n8n has stored in its database, but can't read from there.
 * @param id of the stored file, such as `database:…`
 * @throws {ParameterError} if the file is too large
 */
export function assertReadable(id: string | undefined, size: number): void {
	if (!id?.startsWith('database:') || size <= MAX_DATABASE_FILE_BYTES) return;
	throw new ParameterError(
		'Output',
		"creates a file of more than 256 MiB, which n8n can't read from its database",
		"Set 'Split After Megabytes' under Options, select fewer 'Fields', or store files elsewhere: set N8N_DEFAULT_BINARY_DATA_MODE to filesystem, with a folder that all workers share.",
	);
}

/** Converts an error of n8n's file storage. Some of them have a code, but no message. */
function toStorageError(error: unknown): unknown {
	if (
		error instanceof CancelledError ||
		error instanceof ParameterError ||
		error instanceof ApiError
	)
		return error;
	const { message, code } = error as { message?: string; code?: string };
	return new ApiError({
		message: `n8n couldn't store the file: ${message || code || String(error)}`,
		hint: "Check the disk or bucket where n8n stores binary data: free space, access rights, and the variables 'N8N_DEFAULT_BINARY_DATA_MODE' and 'N8N_BINARY_DATA_STORAGE_PATH' (in n8n 3, 'N8N_STORAGE_PATH').",
	});
}

/** Streams a file into n8n's binary data storage. */
export async function storeBinary(
	{ helpers }: Pick<IExecuteFunctions, 'helpers'>,
	bytes: AsyncIterable<Uint8Array>,
	name: string,
	mimeType: string,
): Promise<IBinaryData> {
	let size = 0;
	async function* countBytes(): AsyncGenerator<Uint8Array> {
		for await (const chunk of bytes) {
			size += chunk.length;
			yield chunk;
		}
	}
	const stored = await helpers
		.prepareBinaryData(toReadable(countBytes()), name, mimeType)
		.catch((error: unknown) => {
			throw toStorageError(error);
		});
	assertReadable(stored.id, size);
	return stored;
}

/**
 * Reads a stored file. If n8n keeps files in memory, it has no ID and holds all data itself.
 * @throws {CancelledError} if the execution is stopped
 */
export async function* readStoredBinary(
	context: Pick<IExecuteFunctions, 'helpers' | 'getExecutionCancelSignal'>,
	{ id, data }: IBinaryData,
): AsyncGenerator<Uint8Array> {
	if (id === undefined) {
		yield Buffer.from(data, 'base64');
		return;
	}
	const signal = context.getExecutionCancelSignal();
	for await (const chunk of await context.helpers.getBinaryStream(id)) {
		if (signal?.aborted) throw new CancelledError();
		yield chunk as Uint8Array;
	}
}
