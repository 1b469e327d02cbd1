import type { BodyField, Operation } from '../types';
import { DESCRIPTIVE_FIELDS, SELECTOR_FIELDS } from './selectorExceptions';

/** Names of notes about an action: they don't select its targets. */
const DESCRIPTIVE_NAME = /(comments?|message|reason|justification|description|name|title)$/i;
/** Types of values that tune an action. */
const TUNING_TYPES = new Set<BodyField['type']>(['integer', 'number', 'boolean', 'dateTime']);
/** Without scopes, a token has all rights of its owner, and a change applies to all objects. */
const SCOPE_NAME = /scopes?$/i;
/** Names of fields that select records. */
const SELECTOR_NAME = /(^|[a-z])(ids?|filters?|query)$/i;

/** Returns whether the name alone shows that a field selects records. */
export const isSelectorName = (name: string) => SELECTOR_NAME.test(name);

/** Returns whether the name alone shows that a value is text for people. */
export const isDescriptiveName = (name: string) => DESCRIPTIVE_NAME.test(name);

/** Returns whether the body describes an object, so omitted fields stay unset. */
const describesObject = ({ id, method, response }: Operation) =>
	method === 'PUT' ||
	method === 'PATCH' ||
	(/^(create|add)/.test(id) && response.status !== 202 && !response.multiStatus);

/**
 * Whether a field of the body selects the objects that the operation changes or returns. Without it, the operation
 * would affect more objects.
 */
export function isSelector(operation: Operation, name: string): boolean {
	const { id } = operation;
	if (SELECTOR_FIELDS[id]?.[name] !== undefined) return true;
	if (DESCRIPTIVE_FIELDS[id]?.[name] !== undefined) return false;
	if (SCOPE_NAME.test(name) || operation.readOnly) return true;
	if (describesObject(operation) || isDescriptiveName(name)) return false;
	if (isSelectorName(name)) return true;
	const field = operation.body?.fields.find((one) => one.name === name);
	return !field || !(TUNING_TYPES.has(field.type) || (field.enum && field.type !== 'list'));
}
