import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ACTION_RESOURCES } from '../../nodes/Isc/actions.ts';
import { DOCUMENT_TYPES } from '../../nodes/shared/catalogue/documentTypes.ts';
import type { ResponseSpec } from '../../nodes/shared/catalogue/types.ts';
import { applyCorrections, type Correction } from '../catalogue/corrections.mts';
import {
	listEntries,
	readDocument,
	type Entry,
	type ResponseObject,
} from '../catalogue/openApi.mts';
import { createResolver, type Resolve } from '../catalogue/resolveRefs.mts';
import {
	getAlternatives,
	getItems,
	getProperties,
	getValueType,
	resolveSchema,
	type ResolvedSchema,
} from '../catalogue/schemas.mts';
import type { Field, Fields } from './fields.mts';

/** Fields of one record in the response, by the ID of the operation, and of the documents in each search index. */
export type ResponseFields = Record<string, Fields>;

/** Objects are followed this far: Simplify reaches no deeper, and some of them contain themselves. */
const DEPTH = 3;

function readField(view: ResolvedSchema, resolve: Resolve, depth: number): Field {
	const type = getValueType(view, resolve);
	if (type === 'list') {
		const element = view.items && readField(getItems(view, resolve), resolve, depth);
		return element === undefined || element === 'any' ? [] : [element];
	}
	if (type === 'file') throw new Error('a field contains a file');
	const fields = type === 'object' && depth > 0 ? readFields(view, resolve, depth) : {};
	return Object.keys(fields).length > 0 ? fields : type;
}

/** Whether the alternatives of a union have different types for a property. */
function isAmbiguous(view: ResolvedSchema, name: string, resolve: Resolve): boolean {
	const types = getAlternatives(view, resolve).flatMap(({ properties = {} }) =>
		properties[name] ? [getValueType(resolveSchema(properties[name], resolve), resolve)] : [],
	);
	return new Set(types).size > 1;
}

const readFields = (view: ResolvedSchema, resolve: Resolve, depth = DEPTH): Fields =>
	Object.fromEntries(
		Object.entries(getProperties(view, resolve)).map(([name, property]) => [
			name,
			isAmbiguous(view, name, resolve) ? 'any' : readField(property, resolve, depth - 1),
		]),
	);

/** Returns the schema of one record of a response. */
function readRecord(
	{ operation }: Entry,
	{ status, listField }: Pick<ResponseSpec, 'status' | 'listField'>,
	resolve: Resolve,
): ResolvedSchema {
	const response = resolve<ResponseObject>(operation.responses[String(status)]!);
	const view = resolveSchema(response.content!['application/json']!.schema ?? {}, resolve);
	const list = listField === undefined ? view : getProperties(view, resolve)[listField]!;
	return getValueType(list, resolve) === 'list' ? getItems(list, resolve) : list;
}

/**
 * Reads the fields that the actions and searches return from SailPoint's OpenAPI document, as far as it names them.
 * @param folder with the document
 */
export function readResponseFields(folder: string): ResponseFields {
	const document = readDocument(join(folder, 'service-versioned.yaml'));
	const corrections = join(import.meta.dirname, '..', 'catalogue', 'corrections.json');
	applyCorrections(document, JSON.parse(readFileSync(corrections, 'utf8')) as Correction[]);
	const resolve = createResolver(document);
	const entries = new Map(
		listEntries(document).map((entry) => [entry.operation.operationId, entry]),
	);
	const records = ACTION_RESOURCES.flatMap(({ operations }) => operations)
		.map(({ operation }) => operation)
		.filter(({ response: { kind } }) => kind === 'list' || kind === 'object')
		.map(({ id, response }): [string, Fields] => [
			id,
			readFields(readRecord(entries.get(id)!, response, resolve), resolve),
		]);
	const documents = Object.values(DOCUMENT_TYPES).map((type): [string, Fields] => {
		const schema = { $ref: `#/components/schemas/${type}document` };
		return [`${type}document`, readFields(resolveSchema(schema, resolve), resolve)];
	});
	return {
		...Object.fromEntries(records),
		...Object.fromEntries(documents),
	};
}
