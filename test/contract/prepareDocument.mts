import { readFile } from 'node:fs/promises';

import { parse } from 'yaml';

type Schema = {
	type?: string;
	properties?: Record<string, Schema>;
	items?: Schema;
	$ref?: string;
};
type Content = Record<
	string,
	{ schema?: Schema; example?: unknown; examples?: Record<string, { value?: unknown }> }
>;
type Parameter = { in: string; name: string };
type Operation = {
	parameters?: Array<Parameter | { $ref: string }>;
	requestBody?: { content: Content };
};
type Document = { paths: Record<string, Record<string, Operation>>; [more: string]: unknown };

const JSON_PATCH = 'application/json-patch+json';
/** What RFC 6902 says a JSON Patch is. */
const PATCH_SCHEMA = {
	type: 'array',
	items: {
		type: 'object',
		required: ['op', 'path'],
		properties: { op: { type: 'string' }, path: { type: 'string' }, from: { type: 'string' } },
	},
};

/** Rules that correct what no request can match in the documents. The page of results lists them. */
export const CORRECTIONS = [
	'Path parameters without a placeholder in the path are removed.',
	'If the schema of a JSON Patch is an object, it becomes a list, as in all examples of the documents.',
	'If an operation has two content types and one is JSON Patch, only JSON Patch is checked, because Prism checks only the first.',
	'If a property is text in the schema and an object in the example of the body, both are allowed.',
	'The event triggers are removed. They refer to missing files, and they are not requests.',
];

/** Reads an OpenAPI document and corrects it. */
export async function readDocument(file: string): Promise<object> {
	const document = parse(await readFile(file, 'utf8')) as Document;
	delete document['x-webhooks'];
	for (const [path, methods] of Object.entries(document.paths)) {
		for (const operation of Object.values(methods)) {
			operation.parameters = operation.parameters?.filter((one) => hasPlace(document, path, one));
			const { content } = operation.requestBody ?? {};
			if (!content) continue;
			mendPatch(document, content);
			mendTexts(content);
		}
	}
	return document;
}

function hasPlace(document: Document, path: string, one: Parameter | { $ref: string }): boolean {
	const parameter = '$ref' in one ? (follow(document, one.$ref) as Parameter) : one;
	return parameter.in !== 'path' || path.includes(`{${parameter.name}}`);
}

const follow = (document: Document, reference: string): unknown =>
	reference
		.slice(2)
		.split('/')
		.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], document);

function mendTexts(content: Content): void {
	for (const { schema, example } of Object.values(content)) {
		const { properties = {} } = schema?.items ?? schema ?? {};
		const [first] = [example].flat();
		for (const [name, property] of Object.entries(properties)) {
			const shown = (first as Record<string, unknown> | undefined)?.[name];
			if (property.type === 'string' && typeof shown === 'object') delete property.type;
		}
	}
}

function mendPatch(document: Document, content: Content): void {
	const patch = content[JSON_PATCH];
	if (!patch) return;
	delete content['application/json'];
	const { schema } = patch;
	const { type, properties } = (schema?.$ref ? follow(document, schema.$ref) : schema) as Schema;
	const examples = [
		patch.example,
		...Object.values(patch.examples ?? {}).map(({ value }) => value),
	];
	const given = examples.filter((example) => example !== undefined);
	const isListInExamples = given.length > 0 && given.every(Array.isArray);
	const isListOfOperations = Object.keys(properties ?? {}).join() === 'operations';
	if (type === 'object' && (isListInExamples || isListOfOperations)) {
		patch.schema = PATCH_SCHEMA;
	}
}
