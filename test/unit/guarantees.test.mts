/* Each guarantee of docs/guarantees.md names the tests that prove it: they must exist. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'guarantees.md'), 'utf8');

/** Tests as the page names them: `` `integration/run.test.mts` › title ``, several titles separated by semicolons. */
const PROOF = /`((?:unit|integration|e2e)\/[\w/.-]+\.test\.mts)` › ([^|`<]+)/g;

const proofs = [...page.matchAll(PROOF)].flatMap(([, file, titles]) =>
	titles!.split(';').map((title) => ({ file: file!, title: title.trim() })),
);

const rows = page.split('\n').filter((line) => /^\| \*\*/.test(line));

test('each guarantee names a test', () => {
	expect(rows.length).toBeGreaterThan(15);
	for (const row of rows) expect(row).toMatch(/`(unit|integration|e2e)\/[\w/.-]+\.test\.mts` › /);
});

test.each(proofs)('$file › $title exists', ({ file, title }) => {
	const path = join(root, 'test', file);
	expect(existsSync(path)).toBe(true);
	// Line breaks of the formatter and escaped quotes must not matter.
	const source = readFileSync(path, 'utf8').replaceAll("\\'", "'");
	expect(source).toContain(title);
});
