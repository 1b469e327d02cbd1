import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../architecture/sources.mts';

/** A page of the documentation. */
export interface Page {
	/** Relative to the root of the repository. */
	path: string;
	text: string;
}

const readPage = (path: string): Page => ({ path, text: readFileSync(join(root, path), 'utf8') });

/** Reads README, CONTRIBUTING, CHANGELOG, all guides, and the READMEs of the folders. */
export function readPages(): Page[] {
	const guides = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md'));
	return [
		'README.md',
		'CONTRIBUTING.md',
		'CHANGELOG.md',
		'examples/README.md',
		'benchmarks/README.md',
		...guides.map((file) => `docs/${file}`),
	].map(readPage);
}

/** Removes code, which quotes API names and messages as they are, and the targets of links. */
export const removeCode = (text: string): string =>
	text
		.replace(/^```[^]*?^```/gm, '')
		.replace(/^(?: {4}|\t).*$/gm, '')
		.replace(/`[^`\n]*`/g, '`…`')
		.replace(/\]\([^)\s]*\)/g, ']');
