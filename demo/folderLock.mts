import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

/**
 * Makes sure that only one process uses a folder; resolves to how to give it back. A lock whose process
 * is gone does not count.
 */
export function lockFolder(folder: string): () => void {
	const file = `${folder}.lock`;
	mkdirSync(dirname(file), { recursive: true });
	const owner = readOwner(file);
	if (owner !== undefined && isAlive(owner)) {
		throw new Error(
			`The demo is running already (process ${owner}). End it with Ctrl-C first; ` +
				`if there is no such demo, delete ${relative(process.cwd(), file)}.`,
		);
	}
	rmSync(file, { force: true });
	writeFileSync(file, String(process.pid), { flag: 'wx' });
	return () => rmSync(file, { force: true });
}

function readOwner(file: string): number | undefined {
	try {
		return Number(readFileSync(file, 'utf8')) || undefined;
	} catch {
		return undefined;
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
