import type { IDataObject } from 'n8n-workflow';

import { ParameterError } from './parameterError';
import { isJsonObject } from './json';
import { findPointerProblem } from './jsonPointer';

const BODY_LABEL = 'Body';
export const JSON_PATCH_TYPE = 'application/json-patch+json';

const NEEDS_VALUE = new Set(['add', 'replace', 'test']);
const NEEDS_FROM = new Set(['move', 'copy']);
const OPERATIONS = [...NEEDS_VALUE, ...NEEDS_FROM, 'remove'];

const isPointer = (value: unknown) =>
	typeof value === 'string' && (value === '' || value.startsWith('/'));

function assertValidChange(change: unknown, position: number): void {
	const fail = (problem: string, hint: string): never => {
		throw new ParameterError(
			BODY_LABEL,
			`contains an invalid change (number ${position + 1}): ${problem}`,
			hint,
		);
	};
	if (!isJsonObject(change)) {
		fail(
			"it isn't an object",
			'Enter each change as an object, for example {"op": "replace", "path": "/name", "value": "New"}.',
		);
	}
	const { op, path, from, ...rest } = change as IDataObject;
	if (typeof op !== 'string' || !OPERATIONS.includes(op)) {
		fail(`unsupported 'op' '${String(op)}'`, `Use one of: ${OPERATIONS.join(', ')}.`);
	}
	if (!isPointer(path)) {
		fail(
			`invalid 'path' '${String(path)}'`,
			'Start the path with a slash, for example /name or /attributes/city.',
		);
	}
	if (NEEDS_VALUE.has(String(op)) && rest.value === undefined) {
		fail(
			"'value' is missing",
			`Add a 'value', which '${String(op)}' requires; it can be null. To delete a field, use 'remove'.`,
		);
	}
	if (NEEDS_FROM.has(String(op)) && !isPointer(from)) {
		fail("'from' is missing", `Add 'from', the path to ${String(op)} the value from.`);
	}
	for (const [name, pointer] of Object.entries({ path, from })) {
		const found = typeof pointer === 'string' && pointer !== '' && findPointerProblem(pointer);
		if (found) fail(`'${name}' '${String(pointer)}' ${found.problem}`, found.hint);
	}
}

/**
 * Checks a JSON Patch (RFC 6902).
 * @param value a list of changes, or a single change
 * @returns the list of changes
 * @throws {ParameterError} if there is no change, or one is invalid
 */
export function buildJsonPatch(value: unknown): unknown[] {
	const changes = Array.isArray(value) ? value : value === undefined ? [] : [value];
	if (changes.length === 0) {
		throw new ParameterError(
			BODY_LABEL,
			'contains no changes',
			'Enter a list, for example [{"op": "replace", "path": "/name", "value": "New"}].',
		);
	}
	changes.forEach(assertValidChange);
	return changes;
}
