import { MAX_IN_DATABASE, refuseUnreadable } from '../../../nodes/execution/binaryStore.ts';

test('refuses a file that n8n cannot read back from its database', () => {
	expect(() => refuseUnreadable('database:x', MAX_IN_DATABASE + 1)).toThrow(/256 MiB/);
});

test.each([
	['database:x', MAX_IN_DATABASE],
	['filesystem-v2:x', MAX_IN_DATABASE + 1],
	['s3:x', MAX_IN_DATABASE + 1],
	[undefined, MAX_IN_DATABASE + 1],
])('accepts a file in the store %s of %i bytes', (id, size) => {
	expect(() => refuseUnreadable(id, size)).not.toThrow();
});
