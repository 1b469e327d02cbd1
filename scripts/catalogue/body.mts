import type { BodySpec, BodyField } from '../../nodes/shared/catalogue/types.ts';
import { CONTENT_TYPES } from '../../nodes/shared/catalogue/storedFormat.ts';
import type { Entry, RequestBody } from './openApi.mts';
import type { Resolve } from './resolveRefs.mts';
import { sampleOf } from './sampleValues.mts';
import {
	itemsOf,
	propertiesOf,
	requiredOf,
	typeOf,
	valueFacts,
	viewOf,
	type View,
} from './schemas.mts';

const { json: JSON_TYPE, jsonPatch: PATCH_TYPE, form: FORM_TYPE } = CONTENT_TYPES;

/** Whether a list of this is a list of changes by RFC 6902; where all is open, the content type decides. */
function isPatch(view: View, contentType: string, resolve: Resolve): boolean {
	if (typeOf(view, resolve) !== 'list') return false;
	const names = Object.keys(propertiesOf(itemsOf(view, resolve), resolve));
	return names.length > 0
		? names.includes('op') && names.includes('path')
		: contentType === PATCH_TYPE;
}

function readField(name: string, view: View, required: string[], resolve: Resolve): BodyField {
	const type = typeOf(view, resolve);
	return {
		name,
		type,
		required: required.includes(name),
		...valueFacts(view, resolve),
		items: type === 'list' ? typeOf(itemsOf(view, resolve), resolve) : undefined,
	};
}

const readFields = (view: View, resolve: Resolve): BodyField[] =>
	Object.entries(propertiesOf(view, resolve))
		.filter(([, property]) => !property.readOnly)
		.map(([name, property]) => readField(name, property, requiredOf(view, resolve), resolve));

const isNested = ({ type, items }: BodyField) =>
	type === 'object' || type === 'any' || items === 'object' || items === 'any' || items === 'list';

function kindOf(view: View, contentType: string, resolve: Resolve): BodySpec['kind'] {
	if (contentType === FORM_TYPE) return 'form';
	return isPatch(view, contentType, resolve) ? 'jsonPatch' : 'json';
}

function readWhole(
	view: View,
	kind: BodySpec['kind'],
	resolve: Resolve,
): Pick<BodySpec, 'type' | 'items' | 'fields' | 'free' | 'sample'> {
	const type = typeOf(view, resolve);
	const inner = type === 'list' ? itemsOf(view, resolve) : view;
	const innerType = typeOf(inner, resolve);
	const fields = readFields(inner, resolve);
	const isFree = innerType === 'any' || (innerType === 'object' && fields.length === 0);
	if (isFree && kind === 'form') throw new Error('a form without fields');
	const needsSample = kind === 'json' && (type !== 'object' || isFree || fields.some(isNested));
	return {
		type,
		items: type === 'list' ? innerType : undefined,
		fields,
		free: isFree || Boolean(inner.additionalProperties) || undefined,
		sample: needsSample ? sampleOf(view, resolve) : undefined,
	};
}

/** @throws where the body or its content type is not understood */
export function readBody({ operation }: Entry, resolve: Resolve): BodySpec | undefined {
	if (!operation.requestBody) return undefined;
	const { required, content } = resolve<RequestBody>(operation.requestBody);
	const [[contentType, media] = [], ...others] = Object.entries(content);
	if (!contentType || !media?.schema) throw new Error('the body has no schema');
	if (others.length > 0) throw new Error('the body may be of several content types');
	if (![JSON_TYPE, PATCH_TYPE, FORM_TYPE].includes(contentType as typeof JSON_TYPE)) {
		throw new Error(`unknown content type '${contentType}' of the body`);
	}
	const view = viewOf(media.schema, resolve);
	const kind = kindOf(view, contentType, resolve);
	if (kind === 'json' && contentType === PATCH_TYPE && operation['x-is-patch'] !== false) {
		throw new Error('the body is announced as JSON Patch and is no list of changes');
	}
	const whole =
		kind === 'jsonPatch' ? { type: 'list' as const, fields: [] } : readWhole(view, kind, resolve);
	return { kind, contentType, required: required ?? false, ...whole };
}
