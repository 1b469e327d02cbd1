import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { ApiError, CancelledError } from '../api/errors/errors';
import { ParameterError } from '../parameters/parameterError';
import { toReadable } from '../api/toReadable';

/** PostgreSQL's driver reads a file as text of two characters a byte, and V8 has no text of more than 512 MiB. */
export const MAX_DATABASE_FILE_BYTES = 256 * 1024 * 1024;

/**
 * Refuses a file that n8n takes into its database, but can't read back.
 * @param id that of the store, `database:…` for this one
 */
export function assertReadable(id: string | undefined, size: number): void {
	if (!id?.startsWith('database:') || size <= MAX_DATABASE_FILE_BYTES) return;
	throw new ParameterError(
		'Output',
		'makes a file of more than 256 MiB, which n8n cannot read back from its database',
		"Name fewer 'Fields', write fewer records, or have n8n keep files elsewhere: set N8N_DEFAULT_BINARY_DATA_MODE to filesystem, with a folder that all workers share.",
	);
}

/** Some errors of a store have a code, but no message. */
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
		hint: "Check the disk or bucket in which n8n keeps binary data: free space, access rights, and the variables 'N8N_DEFAULT_BINARY_DATA_MODE' and 'N8N_BINARY_DATA_STORAGE_PATH'.",
	});
}

/** Writes a file into n8n's store of binary data as its bytes come. */
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
 * Reads a stored file back. n8n set to keep files in memory gives no ID, but all of it.
 * @throws Cancelled if the execution was stopped meanwhile
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
