/* Links between pages, to their sections, and from the nodes to their guides lead somewhere. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { IscOAuth2Api } from '../../../credentials/IscOAuth2Api.credentials';
import { root } from '../architecture/sources.mts';
import { readPages } from './pages.mts';

const LINK = /\]\(([^)\s]+)\)/g;
const REPOSITORY = /^https:\/\/github\.com\/n8n-nodes-sailpoint-isc\/[\w-]+\/blob\/main\//;

/** Returns the anchor that GitHub makes of a heading. */
const toAnchor = (heading: string) =>
	heading
		.toLowerCase()
		.replaceAll(/[^\w\s-]/g, '')
		.trim()
		.replaceAll(/\s/g, '-');

const hasAnchor = (path: string, anchor: string) =>
	[...readFileSync(join(root, path), 'utf8').matchAll(/^#+ (.*)$/gm)].some(
		([, heading]) => toAnchor(heading!) === anchor,
	);

function leadsSomewhere(from: string, link: string): boolean {
	const [target = '', anchor] = link.split('#');
	const path = target === '' ? from : join(dirname(from), decodeURI(target));
	return existsSync(join(root, path)) && (anchor === undefined || hasAnchor(path, anchor));
}

test.each(readPages())('links in $path lead somewhere', ({ path, text }) => {
	const links = [...text.matchAll(LINK)].map(([, link]) => link!);
	const own = links.filter((link) => !/^\w+:/.test(link));
	expect(own.filter((link) => !leadsSomewhere(path, link))).toEqual([]);
});

test('the files that CONTRIBUTING names exist', () => {
	const text = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
	const code = [...text.matchAll(/`([^`\n]+)`/g)].map(([, path]) => path!);
	const paths = code.filter((path) => /^(nodes|scripts|test|tools|\.ci)\/[\w./-]+$/.test(path));
	expect(paths.length).toBeGreaterThan(15);
	expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test.each(['Isc', 'IscSearch', 'IscTrigger', 'IscPollTrigger'])(
	'%s links to its guides',
	(node) => {
		const codex = readFileSync(join(root, 'nodes', node, `${node}.node.json`), 'utf8');
		const urls = [...codex.matchAll(/"url": "([^"]+)"/g)].map(([, url]) => url!);
		const own = urls
			.filter((url) => REPOSITORY.test(url))
			.map((url) => url.replace(REPOSITORY, ''));
		expect(own.length).toBeGreaterThan(0);
		expect(own.filter((path) => !leadsSomewhere('README.md', path))).toEqual([]);
	},
);

test('the credential links to its guide', () => {
	const { documentationUrl } = new IscOAuth2Api();
	expect(documentationUrl).toMatch(REPOSITORY);
	expect(leadsSomewhere('README.md', documentationUrl.replace(REPOSITORY, ''))).toBe(true);
});
