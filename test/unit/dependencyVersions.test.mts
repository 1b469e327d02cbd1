import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const read = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8')) as never;

const { devDependencies } = read('package.json') as { devDependencies: Record<string, string> };
const { packages } = read('tools/n8n/package-lock.json') as {
	packages: Record<string, { version: string }>;
};

test.each(['n8n-core', 'n8n-workflow'])('%s is the one that the pinned n8n brings', (name) => {
	expect(devDependencies[name]).toBe(packages[`node_modules/${name}`]?.version);
});

test('lock files name no download address', () => {
	for (const file of ['package-lock.json', 'tools/n8n/package-lock.json']) {
		expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/"resolved": "http/);
	}
});
