// Generates the fields that the actions and searches return from SailPoint's OpenAPI document: npm run response-fields -- [--check] <folder>
// With --check, it writes nothing and fails if the committed file isn't up to date.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { readResponseFields, type ResponseFields } from './outputSchemas/readResponseFields.mts';

const FILE = join(import.meta.dirname, 'outputSchemas', 'responseFields.json');

/** Formats the fields with one operation per line, so that diffs show the changed operations. */
const format = (fields: ResponseFields) =>
	`{${Object.entries(fields)
		.map(([id, record]) => `\n${JSON.stringify(id)}:${JSON.stringify(record)}`)
		.join(',')}\n}\n`;

const { values, positionals } = parseArgs({
	options: { check: { type: 'boolean', default: false } },
	allowPositionals: true,
});
const [folder] = positionals;
if (!folder) {
	console.error('Enter the folder with the OpenAPI documents: npm run response-fields -- <folder>');
	process.exit(2);
}
const text = format(readResponseFields(folder));
if (!values.check) writeFileSync(FILE, text);
else if (readFileSync(FILE, 'utf8') !== text) {
	console.error("responseFields.json isn't up to date: run without --check");
	process.exit(1);
}
