/* The house style of CONTRIBUTING: these phrases make a reader stop. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../architecture/sources.mts';
import { readLiterals } from './literals.mts';
import { getUiTexts } from './nodeTexts.mts';
import { readPages, removeCode } from './pages.mts';

const PHRASES = [
	...['shall', 'nobody', 'somebody', 'whoever', 'whatever', 'all the same', 'by itself'],
	...['by themselves', 'is no(?! longer| more than| less than)', 'which is none', 'none of its'],
	...[
		'mend(?:s|ed|ing)?',
		'goes by',
		'with commas between',
		'leads? deeper',
		'(?<!leave )empty for',
	],
	...['under way', 'side by side', 'to be had', 'could be had', 'stands? in', 'as ISC wants'],
	...['of your own', 'for you', 'what is sent', 'the way out'],
];

const BANNED = new RegExp(`\\b(?:${PHRASES.join('|')})\\b`, 'gi');

const findBanned = (text: string) => text.replaceAll(/\s+/g, ' ').match(BANNED) ?? [];

interface ExampleNode {
	name: string;
	notes?: string;
	parameters: { content?: string };
}

function readExampleTexts(file: string): string[] {
	const { name, nodes } = JSON.parse(readFileSync(join(root, 'examples', file), 'utf8')) as {
		name: string;
		nodes: ExampleNode[];
	};
	const texts = nodes.flatMap((node) => [node.name, node.notes, node.parameters.content]);
	return [file, name, ...texts.filter((text) => text !== undefined)];
}

test('the list finds what it bans', () => {
	expect(findBanned("It shall mend\nwhat stands  in for you: 'x' is no date")).toHaveLength(5);
	expect(findBanned('It is no longer empty, standing by your side')).toEqual([]);
});

test('texts of the editor', () => {
	const texts = getUiTexts().flatMap((entry) => entry.texts);
	expect(texts.length).toBeGreaterThan(400);
	expect(texts.filter((text) => findBanned(text).length > 0)).toEqual([]);
});

test('errors, hints, and other texts in the code', () => {
	const literals = readLiterals();
	expect(literals.length).toBeGreaterThan(2000);
	const hits = literals.filter(({ text }) => findBanned(text).length > 0);
	expect(hits.map(({ path, line, text }) => `${path}:${line} ${text}`)).toEqual([]);
});

test.each(readdirSync(join(root, 'examples')).filter((file) => file.endsWith('.json')))(
	'examples/%s',
	(file) => expect(readExampleTexts(file).flatMap(findBanned)).toEqual([]),
);

/** Removes quotes: titles from the official documents in generated tables, and titles of tests. */
function removeQuotes(path: string, text: string): string {
	if (path === 'docs/operations.md') return text.replaceAll(/^\|.*/gm, '');
	return path === 'docs/guarantees.md' ? text.replaceAll(/` › [^|`]*/g, '`') : text;
}

test.each(readPages())('$path', ({ path, text }) => {
	expect(findBanned(removeCode(removeQuotes(path, text)))).toEqual([]);
});
