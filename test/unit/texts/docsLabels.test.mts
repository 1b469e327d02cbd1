/*
 * The guides write labels of the editor in bold: **Return All**. Each must exist in a node or in the credential.
 * A bold phrase that ends with punctuation opens a paragraph and isn't a label.
 */
import { getUiTexts } from './nodeTexts.mts';
import { readPages, removeCode } from './pages.mts';

/** In these, bold marks entries of a list. */
const WITHOUT_LABELS = /^CHANGELOG|^CONTRIBUTING|guarantees|operations\.md|api-conformance/;

const labels = new Set(getUiTexts().map(({ label }) => label));
const pages = readPages().filter(({ path }) => !WITHOUT_LABELS.test(path));

const getLabels = (text: string) =>
	[...removeCode(text).matchAll(/\*\*([^*]+)\*\*/g)]
		.map(([, label]) => label!.replaceAll(/\s+/g, ' ').trim())
		.filter((label) => !/[.:?]$/.test(label));

test('the guides name many labels', () => {
	expect(pages.flatMap(({ text }) => getLabels(text)).length).toBeGreaterThan(100);
});

test.each(pages)('labels in $path exist', ({ text }) => {
	expect(getLabels(text).filter((label) => !labels.has(label))).toEqual([]);
});
