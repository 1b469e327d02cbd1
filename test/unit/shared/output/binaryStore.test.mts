import {
	MAX_DATABASE_FILE_BYTES,
	assertReadable,
} from '../../../../nodes/shared/output/binaryStore.ts';

test('rejects a file that n8n cannot read from its database', () => {
	expect(() => assertReadable('database:x', MAX_DATABASE_FILE_BYTES + 1)).toThrow(/256 MiB/);
});

test.each([
	['database:x', MAX_DATABASE_FILE_BYTES],
	['filesystem-v2:x', MAX_DATABASE_FILE_BYTES + 1],
	['s3:x', MAX_DATABASE_FILE_BYTES + 1],
	[undefined, MAX_DATABASE_FILE_BYTES + 1],
])('accepts a file in the store %s of %i bytes', (id, size) => {
	expect(() => assertReadable(id, size)).not.toThrow();
});
