// Generates the catalogue of operations from SailPoint's OpenAPI documents: npm run catalogue -- [--check] <folder>
// With --check, it writes nothing and fails if the committed files aren't up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { buildCatalogue } from './catalogue/buildCatalogue.mts';

const target = join(import.meta.dirname, '..', 'nodes', 'shared', 'catalogue');
const { values, positionals } = parseArgs({
	options: { check: { type: 'boolean', default: false } },
	allowPositionals: true,
});

const isCurrent = (name: string, text: string) => readFileSync(join(target, name), 'utf8') === text;

function run(folder: string): void {
	for (const [name, text] of Object.entries(buildCatalogue(folder))) {
		if (!values.check) {
			writeFileSync(join(target, name), text);
			console.log(`${name}: ${(Buffer.byteLength(text) / 1000).toFixed(1)} kB`);
		} else if (!isCurrent(name, text)) {
			throw new Error(`${name} isn't up to date: run without --check`);
		}
	}
}

try {
	const [folder, ...others] = positionals;
	if (!folder || others.length > 0) throw new Error('Enter the folder with the OpenAPI documents');
	run(folder);
} catch (error) {
	console.error((error as Error).message);
	process.exitCode = 1;
}
