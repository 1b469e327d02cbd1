// Writes the fields of the documents in a search index, for the test of Simplify, from SailPoint's OpenAPI documents:
// npm run document-fields -- <folder>
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DOCUMENT_TYPES } from '../nodes/shared/catalogue/documentTypes.ts';
import { readDocument } from './catalogue/openApi.mts';
import { createResolver } from './catalogue/resolveRefs.mts';
import {
	getItems,
	getProperties,
	getValueType,
	resolveSchema,
	type ResolvedSchema,
} from './catalogue/schemas.mts';

/** The fields of an object; of an object or a list of objects among them, the fields of these. */
type Fields = { [name: string]: string | Fields };

const [folder] = process.argv.slice(2);
if (!folder) {
	console.error('Name the folder with the OpenAPI documents: npm run document-fields -- <folder>');
	process.exit(2);
}
const document = readDocument(join(folder, 'service-versioned.yaml'));
const resolve = createResolver(document);

/** Objects are followed this far: Simplify reaches no deeper. */
const DEPTH = 2;

function readFields(view: ResolvedSchema, depth = DEPTH): Fields {
	return Object.fromEntries(
		Object.entries(getProperties(view, resolve)).map(([name, property]) => {
			const type = getValueType(property, resolve);
			const inner = type === 'list' ? getItems(property, resolve) : property;
			const fields = depth > 1 ? readFields(inner, depth - 1) : {};
			return [name, Object.keys(fields).length > 0 ? fields : type];
		}),
	);
}

const fieldsByType = Object.fromEntries(
	Object.values(DOCUMENT_TYPES).map((type) => [
		type,
		readFields(resolveSchema({ $ref: `#/components/schemas/${type}document` }, resolve)),
	]),
);
writeFileSync(
	join(import.meta.dirname, '..', 'test', 'unit', 'shared', 'output', 'documentFields.json'),
	`${JSON.stringify(fieldsByType, null, '\t')}\n`,
);
