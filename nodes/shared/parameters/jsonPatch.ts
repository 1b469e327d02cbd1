import type { IDataObject } from 'n8n-workflow';

import { ParameterError } from './parameterError';
import { isJsonObject } from './json';

const BODY_LABEL = 'Body';
export const JSON_PATCH_TYPE = 'application/json-patch+json';

const NEEDS_VALUE = new Set(['add', 'replace', 'test']);
const NEEDS_FROM = new Set(['move', 'copy']);
const OPERATIONS = [...NEEDS_VALUE, ...NEEDS_FROM, 'remove'];

const isPointer = (value: unknown) =>
	typeof value === 'string' && (value === '' || value.startsWith('/'));

function assertValidChange(change: unknown, position: number): void {
	const fail = (problem: string, hint: string): never => {
		throw new ParameterError(BODY_LABEL, `has a change (number ${position + 1}) ${problem}`, hint);
	};
	if (!isJsonObject(change)) {
		fail(
			'that is no object',
			'Write each change as {"op": "replace", "path": "/name", "value": "New"}.',
		);
	}
	const { op, path, from, ...rest } = change as IDataObject;
	if (typeof op !== 'string' || !OPERATIONS.includes(op)) {
		fail(`whose op is '${String(op)}'`, `Use one of ${OPERATIONS.join(', ')}.`);
	}
	if (!isPointer(path)) {
		fail(
			`whose path is '${String(path)}'`,
			'A path starts with a slash, as in /name or /attributes/city.',
		);
	}
	if (NEEDS_VALUE.has(String(op)) && rest.value === undefined) {
		fail('without a value', `'${String(op)}' needs a value; null is one. Use 'remove' to delete.`);
	}
	if (NEEDS_FROM.has(String(op)) && !isPointer(from)) {
		fail("without 'from'", `'${String(op)}' needs the path to take the value from.`);
	}
}

/**
 * @param value a JSON Patch (RFC 6902): a list of changes, or a single one
 * @returns the list
 * @throws BadInput naming the change that cannot be one
 */
export function buildJsonPatch(value: unknown): unknown[] {
	const changes = Array.isArray(value) ? value : value === undefined ? [] : [value];
	if (changes.length === 0) {
		throw new ParameterError(
			BODY_LABEL,
			'holds no change',
			'Write a list such as [{"op": "replace", "path": "/name", "value": "New"}].',
		);
	}
	changes.forEach(assertValidChange);
	return changes;
}
