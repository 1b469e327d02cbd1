import groupBy from 'lodash/groupBy.js';

import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { getCells } from './cells.mts';

const COLUMNS = ['Operation', 'ID', 'Request', 'Pagination', 'Filter fields', 'Token', 'Scopes'];

/** Returns the anchor that GitHub creates for a heading. */
export const getAnchor = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\s_-]/gu, '')
		.replace(/\s/g, '-');

/** Formats a row. A bar would end the cell, even in code. */
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

The ${operations.length} operations of ${services} services in the node's catalogue. To use one, set **Resource** to _API Operation_ and search
by title or ID, or copy its method and path to a custom request. See [operations-guide.md](operations-guide.md).

- **Operation**: ${countOperations(operations, (one) => one.experimental)} are _experimental_ and can change. They require a header: the node adds it automatically;
  in a custom request, turn on the option **Experimental API**. ${countOperations(operations, (one) => one.deprecated)} are **deprecated**, with a replacement if known.
- **Pagination**: pagination method and largest page of a list. _All at once_ means no pages; with _first 250 only_, further records
  can't be read. Empty: not a list. See [pagination-and-files.md](pagination-and-files.md).
- **Filter fields**: documented filter fields with their operators. Undocumented ones can work, too.
- **Token**: some operations require a token _with a user_, such as that of a personal access token.
- **Scopes**: the token requires one of them, as far as the catalogue knows.

This page is generated from the catalogue by \`npm run docs\`. Don't edit it.
`;

/** Builds the page in Markdown, with the services by name. */
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
