import type { Operation } from '../../nodes/catalogue/operation.ts';
import {
	accessCell,
	callCell,
	filtersCell,
	nameCell,
	pagesCell,
	sortersCell,
	type Lookup,
} from './operationCells.mts';

interface Column {
	head: string;
	cell(operation: Operation, lookup: Lookup): string;
}

const COLUMNS: Column[] = [
	{ head: 'Operation', cell: nameCell },
	{ head: 'Call', cell: callCell },
	{ head: 'Pages', cell: ({ paging }) => pagesCell(paging) },
	{ head: 'Filters', cell: ({ filters }) => filtersCell(filters) },
	{ head: 'Sorters', cell: ({ sorters }) => sortersCell(sorters) },
	{ head: 'Access', cell: accessCell },
];

const row = (cells: string[]) => `| ${cells.join(' | ')} |`;

/** A column that no operation of the service has anything for is left out. */
function table(operations: Operation[], lookup: Lookup): string {
	const columns = COLUMNS.map(({ head, cell }) => ({
		head,
		cells: operations.map((operation) => cell(operation, lookup)),
	})).filter(({ cells }) => cells.some((cell) => cell !== ''));
	return [
		row(columns.map(({ head }) => head)),
		row(columns.map(() => '---')),
		...operations.map((_operation, index) => row(columns.map(({ cells }) => cells[index] ?? ''))),
	].join('\n');
}

/** The name that GitHub and others give to a heading. */
const anchor = (heading: string) =>
	heading
		.toLowerCase()
		.replace(/[^\w\- ]/g, '')
		.replaceAll(' ', '-');

const head = (count: number, services: number) => `# Operations

All ${count} operations of SailPoint Identity Security Cloud that the node knows, in ${services} services. This page is made
from the node's catalogue by \`npm run docs\`; do not edit it by hand.

**To use one**, choose *Resource* > *API Operation* in the SailPoint ISC node and search for it, or pick *By ID* and enter
its ID, such as \`disableAccountV1\`; an expression can give the ID as well. Or choose *Custom Request*, and enter its
method and its path.

What the columns say:

- **Operation**: title and ID. An *experimental* one may change, and is called with the header
  \`X-SailPoint-Experimental: true\`. A **deprecated** one goes away; what replaces it is named where it is known.
- **Pages**: how a list gives its pages, and the largest \`limit\` of one: by \`offset\` (in a few lists \`start\`), by the
  last record (\`searchAfter\`), by a mark in the answer (\`next\`), or all at once.
- **Filters**: fields of the query parameter \`filters\`, each with its operators. ISC may take more than is documented.
- **Sorters**: fields of the query parameter \`sorters\`; a \`-\` in front of one turns the order round.
- **Access**: *user* means a token with a user behind it (a personal access token, or a sign-in), *any token* that one of
  an API client will do too. One of the scopes is needed.
`;

/** @returns the page of all operations, a table for each service */
export function operationsPage(operations: Operation[]): string {
	const byId = new Map(operations.map((operation) => [operation.id, operation]));
	const services = Object.entries(Object.groupBy(operations, ({ service }) => service))
		.map(([service, own = []]) => ({ service, own }))
		.sort((one, other) => one.service.localeCompare(other.service, 'en'));
	const contents = services.map(
		({ service, own }) => `- [${service}](#${anchor(service)}) (${own.length})`,
	);
	const sections = services.map(
		({ service, own }) => `## ${service}\n\n${table(own, (id) => byId.get(id))}\n`,
	);
	return [
		head(operations.length, services.length),
		`## Services\n\n${contents.join('\n')}\n`,
		...sections,
	].join('\n');
}
