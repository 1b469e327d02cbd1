import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { Container } from '@n8n/di';
import type { IBinaryData } from 'n8n-workflow';
import './n8nSettings.mts';
import { BinaryDataConfig, BinaryDataService } from 'n8n-core';

const service = Container.get(BinaryDataService);
const config = Container.get(BinaryDataConfig);

/** Has n8n keep files in a folder, its default, instead of in memory, for the tests of a file or of a block. */
export function useFileStore(): void {
	const { localStoragePath } = config;
	beforeAll(async () => {
		config.mode = 'filesystem';
		config.localStoragePath = await mkdtemp(join(tmpdir(), 'isc-files-'));
		await service.init();
	});
	afterAll(async () => {
		await removeStoredFiles();
		Object.assign(config, { mode: 'default', localStoragePath });
		await service.init();
	});
}

/** Has n8n keep files in a folder that is a file after all. */
export function useBrokenFileStore(): void {
	useFileStore();
	beforeAll(async () => {
		await removeStoredFiles();
		await writeFile(config.localStoragePath, '');
	});
}

export const removeStoredFiles = async () =>
	await rm(config.localStoragePath, { recursive: true, force: true });

/** Does something just before a node reads back a file that it has stored. */
export function beforeReadingBack(act: () => unknown): void {
	const read = service.getAsStream.bind(service);
	jest.spyOn(service, 'getAsStream').mockImplementation(async (id, size) => {
		await act();
		return await read(id, size);
	});
}

/** The text of a file that a node has stored. */
export async function readText({ id, data }: IBinaryData): Promise<string> {
	const bytes = id ? await buffer(await service.getAsStream(id)) : Buffer.from(data, 'base64');
	return bytes.toString();
}
