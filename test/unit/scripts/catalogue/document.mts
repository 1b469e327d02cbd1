import type {
	Document,
	OperationObject,
	ParameterObject,
	Schema,
} from '../../../../scripts/catalogue/openApi.mts';
import { parseDocument } from '../../../../scripts/catalogue/parseDocument.mts';

/** An answer with this schema. */
export const answering = (schema: Schema) => ({
	'200': { content: { 'application/json': { schema } } },
});

export const inPath = (name: string, more: Partial<ParameterObject> = {}): ParameterObject => ({
	name,
	in: 'path',
	required: true,
	schema: { type: 'string' },
	...more,
});

export const inQuery = (
	name: string,
	schema: Schema = { type: 'string' },
	more: Partial<ParameterObject> = {},
): ParameterObject => ({ name, in: 'query', schema, ...more });

export const LIMIT = inQuery('limit', { type: 'integer', maximum: 250, default: 250 });
export const OFFSET = inQuery('offset', { type: 'integer' });

/** A list of things with an ID and a name. */
export const THINGS: Schema = {
	type: 'array',
	items: {
		type: 'object',
		properties: { id: { type: 'string' }, name: { type: 'string' } },
	},
};

export const operation = (
	operationId: string | undefined,
	more: Partial<OperationObject> = {},
): OperationObject => ({
	...(operationId !== undefined && { operationId }),
	summary: 'Do a thing.',
	tags: ['Things'],
	security: [{ userAuth: ['idn:thing:read'] }],
	responses: answering({ type: 'object' }),
	...more,
});

/** @param calls operations by method and path */
export function document(calls: Record<string, OperationObject>, components = {}): Document {
	const paths: Document['paths'] = {};
	for (const [call, value] of Object.entries(calls)) {
		const [method = '', path = ''] = call.split(' ');
		paths[path] = { ...paths[path], [method.toLowerCase()]: value };
	}
	return { paths, security: [{ userAuth: ['sp:scopes:all'] }], components } as Document;
}

/** Reads a document of a single operation. */
export const readOne = (call: string, more: Partial<OperationObject> = {}, components = {}) =>
	parseDocument(document({ [call]: operation('doThingV1', more) }, components))[0]!;

/** Reads a POST with this body. */
export const readBodyOf = (schema: Schema, contentType = 'application/json') =>
	readOne('POST /things/v1', {
		requestBody: { required: true, content: { [contentType]: { schema } } },
	}).body;
