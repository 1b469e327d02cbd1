import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Has the paginator of SailPoint's SDK read all accounts, in a process of its own.
 * @returns milliseconds, from the first request for a token to the last record
 */
export async function sdkList(tenantUrl: string, records: number): Promise<number> {
	const script = join(import.meta.dirname, 'sdkProcess.mts');
	const { stderr } = await run(process.execPath, [script, tenantUrl, String(records)], {
		maxBuffer: 64 * 1024 * 1024,
	});
	return Number(stderr.trim().split('\n').at(-1));
}
