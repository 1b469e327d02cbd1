import type { IDataObject } from 'n8n-workflow';

import { ParameterError } from './parameterError';
import { isJsonObject } from './json';

const PARAMETER = 'Body';
export const JSON_PATCH_TYPE = 'application/json-patch+json';

const NEEDS_VALUE = new Set(['add', 'replace', 'test']);
const NEEDS_FROM = new Set(['move', 'copy']);
const OPERATIONS = [...NEEDS_VALUE, ...NEEDS_FROM, 'remove'];

const isPointer = (value: unknown) =>
	typeof value === 'string' && (value === '' || value.startsWith('/'));

function check(change: unknown, position: number): void {
	const refuse = (what: string, wayOut: string): never => {
		throw new ParameterError(PARAMETER, `has a change (number ${position + 1}) ${what}`, wayOut);
	};
	if (!isJsonObject(change)) {
		refuse(
			'that is no object',
			'Write each change as {"op": "replace", "path": "/name", "value": "New"}.',
		);
	}
	const { op, path, from, ...rest } = change as IDataObject;
	if (typeof op !== 'string' || !OPERATIONS.includes(op)) {
		refuse(`whose op is '${String(op)}'`, `Use one of ${OPERATIONS.join(', ')}.`);
	}
	if (!isPointer(path)) {
		refuse(
			`whose path is '${String(path)}'`,
			'A path starts with a slash, as in /name or /attributes/city.',
		);
	}
	if (NEEDS_VALUE.has(String(op)) && rest.value === undefined) {
		refuse(
			'without a value',
			`'${String(op)}' needs a value; null is one. Use 'remove' to delete.`,
		);
	}
	if (NEEDS_FROM.has(String(op)) && !isPointer(from)) {
		refuse("without 'from'", `'${String(op)}' needs the path to take the value from.`);
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
			PARAMETER,
			'holds no change',
			'Write a list such as [{"op": "replace", "path": "/name", "value": "New"}].',
		);
	}
	changes.forEach(check);
	return changes;
}
