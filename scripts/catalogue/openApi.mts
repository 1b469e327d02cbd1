// The part of OpenAPI 3.0 that SailPoint's documents use.
import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

export interface Ref {
	$ref: string;
}

export interface Schema {
	$ref?: string;
	type?: string;
	format?: string;
	enum?: unknown[];
	default?: unknown;
	nullable?: boolean;
	readOnly?: boolean;
	properties?: Record<string, Schema>;
	required?: string[];
	items?: Schema;
	additionalProperties?: boolean | Schema;
	allOf?: Schema[];
	oneOf?: Schema[];
	anyOf?: Schema[];
	not?: Schema;
	minimum?: number;
	maximum?: number;
	minLength?: number;
	maxLength?: number;
	minItems?: number;
	pattern?: string;
}

export interface ParameterObject {
	name: string;
	in: string;
	required?: boolean;
	description?: string;
	style?: string;
	explode?: boolean;
	schema?: Schema;
	/** ID of the operation that lists the values; corrections can add the fields of its records. */
	'x-sailpoint-resource-operation-id'?: unknown;
	/** Added by corrections: further filter fields, each with its operators. */
	'x-also-filterable'?: Record<string, string>;
}

export interface MediaType {
	schema?: Schema;
}

export interface ResponseObject {
	content?: Record<string, MediaType>;
	/** Added by corrections: whether the only list in the response is the result. */
	'x-is-list'?: boolean;
}

export interface RequestBody {
	required?: boolean;
	content: Record<string, MediaType>;
}

export interface OperationObject {
	operationId?: string;
	summary?: string;
	tags?: string[];
	deprecated?: boolean;
	security?: Array<Record<string, string[]>>;
	parameters?: Array<ParameterObject | Ref>;
	requestBody?: RequestBody | Ref;
	responses: Record<string, ResponseObject | Ref>;
	'x-sailpoint-userLevels'?: string[];
	/** Added by corrections. */
	'x-replaced-by'?: string[];
	'x-is-patch'?: boolean;
	/** Added by corrections: whether a POST is read-only. */
	'x-only-reads'?: boolean;
}

export interface Document {
	paths: Record<string, Record<string, OperationObject>>;
	security?: Array<Record<string, string[]>>;
}

/** One operation with its method and path. */
export interface Entry {
	/** In upper case. */
	method: string;
	path: string;
	operation: OperationObject;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head'];

/** Reads a YAML document. @throws if the file can't be read or parsed */
export const readDocument = (file: string) => parse(readFileSync(file, 'utf8')) as Document;

/** Lists all operations. @throws if a path contains other keys */
export function listEntries(document: Document): Entry[] {
	return Object.entries(document.paths).flatMap(([path, item]) =>
		Object.entries(item).map(([method, operation]) => {
			if (!METHODS.includes(method)) throw new Error(`${path}: unknown key '${method}'`);
			return { method: method.toUpperCase(), path, operation };
		}),
	);
}

/** Returns the name of an operation in messages and corrections. */
export const getOperationName = ({ method, path, operation }: Entry) =>
	operation.operationId ?? `${method} ${path}`;
