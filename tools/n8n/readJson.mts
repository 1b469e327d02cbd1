import { readFile } from 'node:fs/promises';

/** Reads a JSON file; resolves to undefined where it is missing or isn't JSON. */
export async function readJson<T>(file: string): Promise<T | undefined> {
	try {
		return JSON.parse(await readFile(file, 'utf8')) as T;
	} catch {
		return undefined;
	}
}
