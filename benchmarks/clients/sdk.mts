import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Has the paginator of SailPoint's SDK read all accounts, in a process of its own.
 * @returns milliseconds, from the first request for a token to the last record
 */
export const sdkList = async (tenantUrl: string, records: number): Promise<number> =>
	await timeOf('sdkProcess.mts', tenantUrl, records);

/**
 * Has the search paginator of SailPoint's SDK read all events, in a process of its own.
 * @returns milliseconds, from the first request for a token to the last document
 */
export const sdkSearch = async (
	tenantUrl: string,
	records: number,
	pageSize: number,
): Promise<number> => await timeOf('sdkSearchProcess.mts', tenantUrl, records, pageSize);

async function timeOf(script: string, ...values: Array<string | number>): Promise<number> {
	const path = join(import.meta.dirname, script);
	const { stderr } = await run(process.execPath, [path, ...values.map(String)], {
		maxBuffer: 64 * 1024 * 1024,
	});
	return Number(stderr.trim().split('\n').at(-1));
}
