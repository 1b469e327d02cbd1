/* Each message that docs/troubleshooting.md explains must exist in the code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../architecture/sources.mts';
import { readLiterals } from './literals.mts';

const page = readFileSync(join(root, 'docs', 'troubleshooting.md'), 'utf8');

/** The first cell of a row contains messages in backticks; `…` stands for a part that varies. */
const messages = [...page.matchAll(/^\| ([^|]*`[^|]*)\|/gm)].flatMap(([, cell]) =>
	[...cell!.matchAll(/`([^`]+)`/g)].map(([, message]) => message!),
);

const texts = readLiterals().map(({ text }) => text);

/** Parts of a message that the code has in this order in one text. The parameter's name is added elsewhere. */
const getParts = (message: string) =>
	message
		.split('…')
		.map((part) => part.replace(/^'|'$/g, '').replace(/^[' ]+|[' ]+$/g, ''))
		.filter((part) => part.length > 2);

function containsInOrder(text: string, parts: string[]): boolean {
	let position = 0;
	return parts.every((part) => {
		const found = text.indexOf(part, position);
		position = found + part.length;
		return found !== -1;
	});
}

test('the page explains many messages', () => {
	expect(messages.length).toBeGreaterThan(30);
	for (const message of messages) expect(getParts(message).join('').length).toBeGreaterThan(5);
});

test.each(messages)('%s exists', (message) => {
	const parts = getParts(message);
	expect(texts.some((text) => containsInOrder(text, parts))).toBe(true);
});
