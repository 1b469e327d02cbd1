// Writes the fields of the records that the actions retrieve, for the test of Simplify, from SailPoint's OpenAPI documents:
// npm run response-fields -- <folder>
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { ACTION_RESOURCES } from '../nodes/Isc/actions.ts';
import { listEntries, readDocument, type Document, type Entry } from './catalogue/openApi.mts';
import { createResolver, type Resolve } from './catalogue/resolveRefs.mts';
import {
	getItems,
	getProperties,
	getValueType,
	resolveSchema,
	type ResolvedSchema,
} from './catalogue/schemas.mts';

/** The fields of an object; of an object or a list of objects among them, the fields of these. */
type Fields = { [name: string]: string | Fields };

/** Objects are followed this far: Simplify reaches no deeper. */
const DEPTH = 3;

function readFields(view: ResolvedSchema, resolve: Resolve, depth = DEPTH): Fields {
	return Object.fromEntries(
		Object.entries(getProperties(view, resolve)).map(([name, property]) => {
			const type = getValueType(property, resolve);
			const inner = type === 'list' ? getItems(property, resolve) : property;
			const fields = depth > 1 ? readFields(inner, resolve, depth - 1) : {};
			return [name, Object.keys(fields).length > 0 ? fields : type];
		}),
	);
}

/** Returns the fields of one record of a response. */
function readRecord({ operation }: Entry, listField: string | undefined, resolve: Resolve): Fields {
	const [, response] = Object.entries(operation.responses).find(([status]) => status === '200')!;
	const view = resolveSchema(resolve(response).content!['application/json']!.schema!, resolve);
	const list = listField === undefined ? view : getProperties(view, resolve)[listField]!;
	return readFields(
		getValueType(list, resolve) === 'list' ? getItems(list, resolve) : list,
		resolve,
	);
}

function readAll(document: Document): Record<string, Fields> {
	const resolve = createResolver(document);
	const entries = new Map(
		listEntries(document).map((entry) => [entry.operation.operationId, entry]),
	);
	const reads = ACTION_RESOURCES.flatMap(({ operations }) => operations)
		.map(({ operation }) => operation)
		.filter(({ method, response }) => method === 'GET' && response.kind !== 'file');
	return Object.fromEntries(
		reads.map(({ id, response }) => [
			id,
			readRecord(entries.get(id)!, response.listField, resolve),
		]),
	);
}

const [folder] = process.argv.slice(2);
if (!folder) {
	console.error('Name the folder with the OpenAPI documents: npm run response-fields -- <folder>');
	process.exit(2);
}
writeFileSync(
	join(import.meta.dirname, '..', 'test', 'unit', 'Isc', 'responseFields.json'),
	`${JSON.stringify(readAll(readDocument(join(folder, 'service-versioned.yaml'))), null, '\t')}\n`,
);
