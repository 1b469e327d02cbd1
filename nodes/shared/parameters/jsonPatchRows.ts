import { ParameterError } from './parameterError';
import { parseEnum, parseBoolean, parseDecimal } from './parse';
import { assertNumberUnchanged, assertExactNumber, isLosslessNumber } from './digits';
import { parseJson } from './json';
import { findPointerProblem, toJsonPointer } from './jsonPointer';

/** One change, as a row in the editor. */
export interface JsonPatchRow {
	op: string;
	/** JSON Pointer such as `/attributes/city`, or the name of a top-level field such as `description`. */
	path: string;
	/** `string` by default. */
	valueType?: string;
	value?: unknown;
	/** Source of `move` and `copy`, in the format of `path`. */
	from?: string;
}

/** One operation of RFC 6902. */
export interface JsonPatchOperation {
	op: string;
	path: string;
	value?: unknown;
	from?: string;
}

const CHANGES_LABEL = 'Changes';
const OPERATIONS_WITH_VALUE = ['add', 'replace', 'test'];
const OPERATIONS_WITH_FROM = ['move', 'copy'];
const VALUE_TYPES = ['string', 'number', 'boolean', 'json', 'null'] as const;
const OPERATIONS = [...OPERATIONS_WITH_VALUE, ...OPERATIONS_WITH_FROM, 'remove'];

/** Throws an error that names the row by its number in the editor. */
type Fail = (problem: string, hint: string) => never;

const createFail =
	(index: number): Fail =>
	(problem, hint) => {
		throw new ParameterError(
			CHANGES_LABEL,
			`contains an invalid change (number ${index + 1}): ${problem}`,
			hint,
		);
	};

function parsePointer(label: string, value: unknown, fail: Fail): string {
	const text = String(value ?? '').trim();
	if (text === '') {
		fail(`${label} is missing`, 'Enter the name of a field, or a path such as /attributes/city.');
	}
	if (text.startsWith('/')) {
		if (/~(?![01])/.test(text)) {
			fail(
				`${label} '${text}' contains an unescaped ~`,
				'In a path, write ~0 for a ~ and ~1 for a / that is part of a name.',
			);
		}
		const found = findPointerProblem(text);
		if (found) fail(`${label} '${text}' ${found.problem}`, found.hint);
		return text;
	}
	// Don't guess: the change could affect another field than intended.
	if (text.includes('/')) {
		fail(
			`${label} '${text}' can be a path or a name`,
			`Enter /${text} for a path, or ${toJsonPointer(text)} for a field with this name.`,
		);
	}
	return toJsonPointer(text);
}

function parseNumberValue(value: unknown, fail: Fail): number {
	const parsed = parseDecimal(value);
	if (parsed === undefined)
		return fail("the value isn't a number", 'Enter a number in digits, such as 12.');
	if (typeof value === 'number') assertExactNumber(CHANGES_LABEL, value);
	return typeof value === 'string' && !isLosslessNumber(value.trim())
		? fail(
				`the value ${value.trim()} would lose digits`,
				"Enter the changes under 'Using JSON', which sends numbers as typed.",
			)
		: parsed;
}

function parseValue({ valueType, ...row }: JsonPatchRow, fail: Fail): unknown {
	const { value } = row;
	switch (parseEnum('Type', valueType, VALUE_TYPES, 'string')) {
		case 'null':
			return null;
		case 'number':
			return parseNumberValue(value, fail);
		case 'boolean':
			return parseBoolean(value) ?? fail("the value isn't a boolean", 'Enter true or false.');
		case 'json': {
			const parsed = value === null ? null : parseJson(value, CHANGES_LABEL);
			if (typeof value === 'string') assertNumberUnchanged(CHANGES_LABEL, value);
			return parsed === undefined
				? fail('the value is missing', 'Enter the value as JSON.')
				: parsed;
		}
		default:
			if (typeof value === 'object' && value !== null) {
				fail('the value is an object or a list', "Set the type of the value to 'JSON'.");
			}
			// Only an expression can return no value; an empty field contains empty text.
			if ('value' in row && (value === undefined || value === null)) {
				fail(
					'the value is missing',
					"Check the data that the expression reads. To clear the field, set the type to 'Null' or the action to 'Remove'.",
				);
			}
			return String(value ?? '');
	}
}

function buildChange(row: JsonPatchRow, index: number): JsonPatchOperation {
	const fail = createFail(index);
	const op = String(row.op ?? '')
		.trim()
		.toLowerCase();
	if (!OPERATIONS.includes(op)) {
		fail(`unsupported action '${String(row.op)}'`, `Use one of: ${OPERATIONS.join(', ')}.`);
	}
	const path = parsePointer("'Field'", row.path, fail);
	if (OPERATIONS_WITH_VALUE.includes(op)) return { op, path, value: parseValue(row, fail) };
	return OPERATIONS_WITH_FROM.includes(op)
		? { op, from: parsePointer("'From Field'", row.from, fail), path }
		: { op, path };
}

/**
 * Describes a change that replaces a list, although the user may want to add to it.
 * @returns the notice; undefined if no change replaces a list
 */
export function describeReplacedList(changes: readonly JsonPatchOperation[]): string | undefined {
	const { path } =
		changes.find(
			(change) =>
				change.op === 'add' && Array.isArray(change.value) && !/\/(-|\d+)$/.test(change.path),
		) ?? {};
	return (
		path &&
		`Add with a list at ${path} replaces the existing list. To append to the list, use ${path}/- with one entry per change.`
	);
}

const LIST_ENTRY = /^(.*)\/(\d+)$/;

/** Returns the path of the list and the position in it that a change removes. */
function parseRemovedEntry({ op, path }: JsonPatchOperation) {
	const [, list, position] = (op === 'remove' && LIST_ENTRY.exec(path)) || [];
	return list === undefined ? undefined : { list, path, position: Number(position) };
}

/**
 * Describes a removal from a list after the removal of an earlier entry, which has moved the later ones.
 * @returns the notice; undefined if no removal affects another one
 */
export function describeMovedEntry(changes: readonly JsonPatchOperation[]): string | undefined {
	const removed = changes.map(parseRemovedEntry).filter((entry) => entry !== undefined);
	const [moved] = removed.flatMap((entry, index) => {
		const earlier = removed
			.slice(0, index)
			.find(({ list, position }) => list === entry.list && position < entry.position);
		return earlier ? [{ entry, earlier }] : [];
	});
	return (
		moved &&
		`Remove at ${moved.earlier.path} moves later entries up by one, so that Remove at ${moved.entry.path} removes the entry after the one that was there before. To remove entries by their original positions, start with the last one.`
	);
}

/**
 * Builds a JSON Patch from rows.
 * @throws {ParameterError} if there are no rows, or one isn't a valid change
 */
export function buildJsonPatchFromRows(rows: readonly JsonPatchRow[]): JsonPatchOperation[] {
	if (rows.length === 0) {
		throw new ParameterError(CHANGES_LABEL, 'is empty', 'Add at least one change.');
	}
	return rows.map(buildChange);
}
