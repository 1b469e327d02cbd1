import type { BodySpec, BodyField } from '../../nodes/shared/catalogue/types.ts';
import { CONTENT_TYPES } from '../../nodes/shared/catalogue/storedFormat.ts';
import type { Entry, RequestBody } from './openApi.mts';
import type { Resolve } from './resolveRefs.mts';
import { buildSample } from './sampleValues.mts';
import {
	getItems,
	getProperties,
	getRequired,
	getValueType,
	getConstraints,
	resolveSchema,
	type ResolvedSchema,
} from './schemas.mts';

const { json: JSON_TYPE, jsonPatch: PATCH_TYPE, form: FORM_TYPE } = CONTENT_TYPES;

/** Whether a schema is a list of changes (RFC 6902). If its elements have no properties, the content type decides. */
function isJsonPatch(schema: ResolvedSchema, contentType: string, resolve: Resolve): boolean {
	if (getValueType(schema, resolve) !== 'list') return false;
	const names = Object.keys(getProperties(getItems(schema, resolve), resolve));
	return names.length > 0
		? names.includes('op') && names.includes('path')
		: contentType === PATCH_TYPE;
}

function readField(
	name: string,
	schema: ResolvedSchema,
	required: string[],
	resolve: Resolve,
): BodyField {
	const type = getValueType(schema, resolve);
	return {
		name,
		type,
		required: required.includes(name),
		...getConstraints(schema, resolve),
		items: type === 'list' ? getValueType(getItems(schema, resolve), resolve) : undefined,
	};
}

const readFields = (schema: ResolvedSchema, resolve: Resolve): BodyField[] =>
	Object.entries(getProperties(schema, resolve))
		.filter(([, property]) => !property.readOnly)
		.map(([name, property]) => readField(name, property, getRequired(schema, resolve), resolve));

const isNested = ({ type, items }: BodyField) =>
	type === 'object' || type === 'any' || items === 'object' || items === 'any' || items === 'list';

function getBodyKind(
	schema: ResolvedSchema,
	contentType: string,
	resolve: Resolve,
): BodySpec['kind'] {
	if (contentType === FORM_TYPE) return 'form';
	return isJsonPatch(schema, contentType, resolve) ? 'jsonPatch' : 'json';
}

function readContent(
	schema: ResolvedSchema,
	kind: BodySpec['kind'],
	resolve: Resolve,
): Pick<BodySpec, 'type' | 'items' | 'fields' | 'free' | 'sample'> {
	const type = getValueType(schema, resolve);
	const inner = type === 'list' ? getItems(schema, resolve) : schema;
	const innerType = getValueType(inner, resolve);
	const fields = readFields(inner, resolve);
	const isFree = innerType === 'any' || (innerType === 'object' && fields.length === 0);
	if (isFree && kind === 'form') throw new Error('a form without fields');
	const needsSample = kind === 'json' && (type !== 'object' || isFree || fields.some(isNested));
	return {
		type,
		items: type === 'list' ? innerType : undefined,
		fields,
		free: isFree || Boolean(inner.additionalProperties) || undefined,
		sample: needsSample ? buildSample(schema, resolve) : undefined,
	};
}

/** Reads the body of an operation. @throws if the body or its content type isn't supported */
export function readBody({ operation }: Entry, resolve: Resolve): BodySpec | undefined {
	if (!operation.requestBody) return undefined;
	const { required, content } = resolve<RequestBody>(operation.requestBody);
	const [[contentType, media] = [], ...others] = Object.entries(content);
	if (!contentType || !media?.schema) throw new Error('the body has no schema');
	if (others.length > 0) throw new Error('the body has several content types');
	if (![JSON_TYPE, PATCH_TYPE, FORM_TYPE].includes(contentType as typeof JSON_TYPE)) {
		throw new Error(`unknown content type '${contentType}' of the body`);
	}
	const schema = resolveSchema(media.schema, resolve);
	const kind = getBodyKind(schema, contentType, resolve);
	if (kind === 'json' && contentType === PATCH_TYPE && operation['x-is-patch'] !== false) {
		throw new Error('the content type of the body is JSON Patch, but it is not a list of changes');
	}
	const rest =
		kind === 'jsonPatch'
			? { type: 'list' as const, fields: [] }
			: readContent(schema, kind, resolve);
	return { kind, contentType, required: required ?? false, ...rest };
}
