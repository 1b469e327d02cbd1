import groupBy from 'lodash/groupBy.js';

import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { getCells } from './cells.mts';

const COLUMNS = ['Operation', 'ID', 'Call', 'Paging', 'Filter fields', 'Token', 'Scopes'];

/** What GitHub makes of a heading for links to it. */
export const getAnchor = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replace(/\s/g, '-');

/** A bar would end the cell, also in code. */
const formatRow = (cells: string[]) =>
	`| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const formatTable = (operations: Operation[]) =>
	[
		formatRow(COLUMNS),
		formatRow(COLUMNS.map(() => '---')),
		...operations.map((one) => formatRow(getCells(one))),
	].join('\n');

const countOperations = (operations: Operation[], is: (operation: Operation) => boolean) =>
	operations.filter(is).length;

const formatIntroduction = (operations: Operation[], services: number) => `# All operations

The ${operations.length} operations of ${services} services that the node knows. Choose one under **Resource** = _API Operation_ by words
of its title or by its ID; or copy its call to a custom request. How to use them: [operations-guide.md](operations-guide.md).

- **Operation**: ${countOperations(operations, (one) => one.experimental)} are _experimental_ and may change; they want a header, which a custom request sends with the
  option **Experimental**, and a chosen operation without being told. ${countOperations(operations, (one) => one.deprecated)} are **deprecated**; what replaces them is named where it is known.
- **Paging**: how a list gives its pages, and the largest page. _All at once_ has no pages; _first 250 only_ has no way
  to what lies behind. Empty: no list. The ways are told apart in [pagination-and-files.md](pagination-and-files.md).
- **Filter fields**: what a filter can use, each with its operators. Others may work without being documented.
- **Token**: some operations want a token _with a user_ behind it, such as that of a personal access token.
- **Scopes**: the token needs one of them, as far as the catalogue knows.

This page is made from the catalogue by \`npm run docs\`: do not edit it.
`;

/** @returns the page in Markdown, with the services by name */
export function buildOperationsPage(operations: Operation[]): string {
	const services = Object.entries(groupBy(operations, 'service')).sort(([one], [other]) =>
		one.localeCompare(other, 'en'),
	);
	const contents = services.map(
		([service, own]) => `- [${service}](#${getAnchor(service)}) (${own.length})`,
	);
	const sections = services.map(([service, own]) => `## ${service}\n\n${formatTable(own)}\n`);
	return [
		formatIntroduction(operations, services.length),
		`## Contents\n\n${contents.join('\n')}\n`,
		...sections,
	].join('\n');
}
