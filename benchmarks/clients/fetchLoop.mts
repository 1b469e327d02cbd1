import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { Taken } from '../measureFileRun.mts';

const run = promisify(execFile);

/** Has a plain loop with Node's `fetch` write all events to a file, a record in each line, in a process of its own. */
export async function fetchLoop(tenantUrl: string, pageSize: number, file: string): Promise<Taken> {
	const script = join(import.meta.dirname, 'fetchLoopProcess.mts');
	const { stdout } = await run(process.execPath, [script, tenantUrl, String(pageSize), file]);
	return JSON.parse(stdout) as Taken;
}
