import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { listOperations } from '../../../../nodes/shared/catalogue/operations.ts';
import type { Operation } from '../../../../nodes/shared/catalogue/types.ts';
import { getCells } from '../../../../scripts/docs/cells.mts';
import { getAnchor, buildOperationsPage } from '../../../../scripts/docs/page.mts';

const committed = readFileSync(join(import.meta.dirname, '../../../../docs/operations.md'), 'utf8');

const plain: Operation = {
	id: 'listThingsV1',
	method: 'GET',
	path: '/things/v1',
	service: 'Things',
	title: 'List things',
	experimental: false,
	deprecated: false,
	auth: 'any',
	scopes: [],
	levels: [],
	parameters: [],
	response: { kind: 'list', status: 200 },
};

test('the committed page is up to date', () => {
	// Compared as a whole, without a difference of thousands of lines.
	expect(buildOperationsPage(listOperations()) === committed).toBe(true);
});

test('each link of the contents has one heading', () => {
	const links = [...committed.matchAll(/^- \[.*\]\(#(.*)\) \(\d+\)$/gm)].map(([, link]) => link);
	const headings = [...committed.matchAll(/^## (.*)$/gm)].map(([, text = '']) => getAnchor(text));
	expect(headings).toEqual(['contents', ...links]);
	expect(new Set(headings).size).toBe(headings.length);
});

test('sorts services by name and keeps the order of operations', () => {
	const page = buildOperationsPage([
		{ ...plain, service: 'Zebras', title: 'Second' },
		{ ...plain, service: 'Zebras', title: 'First' },
		{ ...plain, service: 'Ants', title: 'A | B' },
	]);
	expect(page).toMatch(/## Ants\n[\s\S]*A \\\| B[\s\S]*## Zebras\n[\s\S]*Second[\s\S]*First/);
	expect(page).toContain('The 3 operations of 2 services');
});

test.each<[string, Partial<Operation>, number, string]>([
	['a title', {}, 0, 'List things'],
	['experimental', { experimental: true }, 0, 'List things; _experimental_'],
	['deprecated', { deprecated: true }, 0, 'List things; **deprecated**'],
	[
		'deprecated and replaced',
		{ deprecated: true, replacedBy: ['a', 'b'] },
		0,
		'List things; **deprecated**: use `a` or `b`',
	],
	['the ID', {}, 1, '`listThingsV1`'],
	['the request', {}, 2, '`GET /things/v1`'],
	['no list', {}, 3, ''],
	['pages', { pagination: { style: 'offset', maxPage: 250, count: true } }, 3, 'offset, 250'],
	['pages of any size', { pagination: { style: 'next', count: false } }, 3, 'next'],
	['no pages', { pagination: { style: 'none', count: false } }, 3, 'all at once'],
	[
		'the first page only',
		{ pagination: { style: 'none', maxPage: 50, count: false, limitOnly: true } },
		3,
		'first 50 only',
	],
	[
		'filters',
		{
			filters: {
				required: true,
				fields: { id: { operators: ['eq', 'in'] }, 'a.b': { operators: ['sw'] } },
			},
		},
		4,
		'**required**, `id` (eq, in), `a.b` (sw)',
	],
	['the token', { auth: 'user' }, 5, 'with a user'],
	['scopes', { scopes: ['x:read', 'x:manage'] }, 6, '`x:read`, `x:manage`'],
])('a cell with %s', (_what, more, column, text) => {
	expect(getCells({ ...plain, ...more })[column]).toBe(text);
});
