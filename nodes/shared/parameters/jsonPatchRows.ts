import { ParameterError } from './parameterError';
import { parseEnum, parseBoolean, parseDecimal } from './parse';
import { assertNumberUnchanged, assertNoLostDigits, isLosslessNumber } from './digits';
import { parseJson } from './json';

/** One change, as a row of the editor gives it. */
export interface JsonPatchRow {
	op: string;
	/** A pointer such as `/attributes/city`, or the name of a property such as `description`. */
	path: string;
	/** `string` where nothing is said. */
	valueType?: string;
	value?: unknown;
	/** Where `move` and `copy` take the value from; written as `path` is. */
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

/** @returns the pointer to a property at the top of an object, whatever its name holds */
export const toJsonPointer = (key: string) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Refuses one row, numbered as the editor shows them. */
type Fail = (problem: string, hint: string) => never;

const createFail =
	(index: number): Fail =>
	(problem, hint) => {
		throw new ParameterError(CHANGES_LABEL, `has a change (number ${index + 1}) ${problem}`, hint);
	};

function parsePointer(label: string, value: unknown, fail: Fail): string {
	const text = String(value ?? '').trim();
	if (text === '') {
		fail(`without a ${label}`, 'Enter the name of a property, or a path such as /attributes/city.');
	}
	if (text.startsWith('/')) {
		if (/~(?![01])/.test(text)) {
			fail(
				`whose ${label} '${text}' has a ~ that stands for nothing`,
				'In a path, write ~0 for a ~ and ~1 for a / that belongs to a name.',
			);
		}
		return text;
	}
	// A guess here could write to another place than the one that was meant.
	if (text.includes('/')) {
		fail(
			`whose ${label} '${text}' could be a path or a name`,
			`Write /${text} for a path, or ${toJsonPointer(text)} for a property of that name.`,
		);
	}
	return toJsonPointer(text);
}

function parseNumberValue(value: unknown, fail: Fail): number {
	const parsed = parseDecimal(value);
	if (parsed === undefined) return fail('whose value is no number', 'Enter digits, such as 12.');
	if (typeof value === 'number') assertNoLostDigits(CHANGES_LABEL, value);
	return typeof value === 'string' && !isLosslessNumber(value.trim())
		? fail(
				`whose value ${value.trim()} would lose digits`,
				"Write the changes under 'Using JSON': they are sent as typed.",
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
			return parseBoolean(value) ?? fail('whose value is no boolean', 'Enter true or false.');
		case 'json': {
			const parsed = value === null ? null : parseJson(value, CHANGES_LABEL);
			if (typeof value === 'string') assertNumberUnchanged(CHANGES_LABEL, value);
			return parsed === undefined ? fail('without a value', 'Enter JSON.') : parsed;
		}
		default:
			if (typeof value === 'object' && value !== null) {
				fail('whose value is an object or a list', "Choose 'JSON' as the type of its value.");
			}
			// Only an expression gives nothing; a field that was left empty gives empty text.
			if ('value' in row && (value === undefined || value === null)) {
				fail(
					'whose value is missing',
					"Check the data that the expression reads. To empty the field, choose 'Null' as the type or 'Remove' as the action.",
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
		fail(`whose action is '${String(row.op)}'`, `Use one of ${OPERATIONS.join(', ')}.`);
	}
	const path = parsePointer('field', row.path, fail);
	if (OPERATIONS_WITH_VALUE.includes(op)) return { op, path, value: parseValue(row, fail) };
	return OPERATIONS_WITH_FROM.includes(op)
		? { op, from: parsePointer("'From Field'", row.from, fail), path }
		: { op, path };
}

/**
 * Tells of a list that takes the place of another, where adding to that may have been meant.
 * @returns undefined where no change does so
 */
export function describeReplacedList(changes: readonly JsonPatchOperation[]): string | undefined {
	const { path } =
		changes.find(
			(one) => one.op === 'add' && Array.isArray(one.value) && !/\/(-|\d+)$/.test(one.path),
		) ?? {};
	return (
		path &&
		`Add with a list at ${path} replaces the list that is there. To add to it, use ${path}/- with one entry for each change.`
	);
}

/**
 * Makes a JSON Patch of rows.
 * @throws BadInput naming the row that is no change, or where there is none
 */
export function buildJsonPatchFromRows(rows: readonly JsonPatchRow[]): JsonPatchOperation[] {
	if (rows.length === 0) {
		throw new ParameterError(CHANGES_LABEL, 'is empty', 'Add at least one change.');
	}
	return rows.map(buildChange);
}
