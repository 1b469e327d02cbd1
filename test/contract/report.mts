import groupBy from 'lodash/groupBy.js';

import type { Finding } from './checkOperation.mts';
import { MENDED } from './prepareDocument.mts';

/** What came of one document. */
export type Run = { document: string; findings: Finding[]; required: Finding[] };

/** Operations that the documents themselves make impossible: document, operation id, reason. */
export type Exceptions = Record<string, Record<string, string>>;

const isPassed = ({ problems }: Finding) => problems.length === 0;

/** The result as a page, and what nobody expected. */
export function report(runs: Run[], exceptions: Exceptions) {
	const unexpected: string[] = [];
	for (const { document, findings, required } of runs) {
		for (const { operation, problems } of [...findings, ...required]) {
			const isKnown = exceptions[document]?.[operation.id] !== undefined;
			if (problems.length > 0 && !isKnown) {
				unexpected.push(`${document} ${operation.id}: ${problems.join('; ')}`);
			}
		}
		for (const id of Object.keys(exceptions[document] ?? {})) {
			const finding = findings.find(({ operation }) => operation.id === id);
			if (finding && isPassed(finding))
				unexpected.push(`${document} ${id}: passes, so is no exception`);
		}
	}
	return { text: page(runs, exceptions), unexpected };
}

function page(runs: Run[], exceptions: Exceptions): string {
	const [current] = runs;
	return `# What the official documents say of our requests

Every operation of the catalogue was run through the node, in n8n-core's own context, against a mock of the official OpenAPI
document that checks each request ([Prism](https://github.com/stoplightio/prism)), with a value for everything that it takes. In
the current document, each value that must be there was also left out: the node refuses before it sends anything.
Made by \`npm run test:contract -- <folder with the documents> --write docs/api-conformance.md\`.

${table(
	['document', 'operations', 'passed', 'not as documented'],
	runs.map(({ document, findings }) => {
		const passed = findings.filter(isPassed).length;
		return [document, findings.length, passed, findings.length - passed];
	}),
)}

The documents were mended first, where no request can fit them:

${MENDED.map((rule) => `- ${rule}`).join('\n')}

${exceptionsOf(exceptions)}
## By service

${table(
	['service', 'operations', 'passed'],
	Object.entries(groupBy(current?.findings, ({ operation }) => operation.service))
		.sort(([one], [other]) => one.localeCompare(other))
		.map(([service, findings]) => [service, findings.length, findings.filter(isPassed).length]),
)}
`;
}

function exceptionsOf(exceptions: Exceptions): string {
	const rows = Object.entries(exceptions).flatMap(([document, reasons]) =>
		Object.entries(reasons).map(([id, reason]) => [document, `\`${id}\``, reason]),
	);
	return rows.length === 0
		? ''
		: `## Not callable as documented\n\n${table(['document', 'operation', 'reason'], rows)}\n`;
}

const line = (cells: Array<string | number>) => `| ${cells.join(' | ')} |`;

const table = (columns: string[], rows: Array<Array<string | number>>) =>
	[line(columns), line(columns.map(() => '---')), ...rows.map(line)].join('\n');
