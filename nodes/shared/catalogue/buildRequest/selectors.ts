import type { BodyField, Operation } from '../types';
import { DESCRIPTIVE_FIELDS, SELECTOR_FIELDS } from './selectorExceptions';

/** Words that go along with an action: they don't say what it is done to. */
const DESCRIPTIVE_NAME = /(comments?|message|reason|justification|description|name|title)$/i;
/** Values that tune an action. */
const TUNING_TYPES = new Set<BodyField['type']>(['integer', 'number', 'boolean', 'dateTime']);
/** Without it, a token may do all that its owner may, and a change reaches all there is. */
const SCOPE_NAME = /scopes?$/i;
/** Names of records. */
const SELECTOR_NAME = /(^|[a-z])(ids?|filters?|query)$/i;

/** Whether a name says by itself that records are chosen by it. */
export const isSelectorName = (name: string) => SELECTOR_NAME.test(name);

/** Whether a name says by itself that its value is for people to read. */
export const isDescriptiveName = (name: string) => DESCRIPTIVE_NAME.test(name);

/** Whether the body describes an object, so that what is left out of it stays unset. */
const describesObject = ({ id, method, response }: Operation) =>
	method === 'PUT' ||
	method === 'PATCH' ||
	(/^(create|add)/.test(id) && response.status !== 202 && !response.multiStatus);

/**
 * Whether a field of the body says what the operation is done to or which records it gives: without it, the
 * operation reaches further.
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
