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

const PARAMETER = 'Changes';
const WITH_VALUE = ['add', 'replace', 'test'];
const WITH_FROM = ['move', 'copy'];
const TYPES = ['string', 'number', 'boolean', 'json', 'null'] as const;
const OPERATIONS = [...WITH_VALUE, ...WITH_FROM, 'remove'];

/** @returns the pointer to a property at the top of an object, whatever its name holds */
export const toJsonPointer = (key: string) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** Refuses one row, numbered as the editor shows them. */
type Refuse = (what: string, wayOut: string) => never;

const refusalOf =
	(index: number): Refuse =>
	(what, wayOut) => {
		throw new ParameterError(PARAMETER, `has a change (number ${index + 1}) ${what}`, wayOut);
	};

function pointer(label: string, typed: unknown, refuse: Refuse): string {
	const text = String(typed ?? '').trim();
	if (text === '') {
		refuse(
			`without a ${label}`,
			'Enter the name of a property, or a path such as /attributes/city.',
		);
	}
	if (text.startsWith('/')) {
		if (/~(?![01])/.test(text)) {
			refuse(
				`whose ${label} '${text}' has a ~ that stands for nothing`,
				'In a path, write ~0 for a ~ and ~1 for a / that belongs to a name.',
			);
		}
		return text;
	}
	// A guess here could write to another place than the one that was meant.
	if (text.includes('/')) {
		refuse(
			`whose ${label} '${text}' could be a path or a name`,
			`Write /${text} for a path, or ${toJsonPointer(text)} for a property of that name.`,
		);
	}
	return toJsonPointer(text);
}

function numberOf(value: unknown, refuse: Refuse): number {
	const read = parseDecimal(value);
	if (read === undefined) return refuse('whose value is no number', 'Enter digits, such as 12.');
	if (typeof value === 'number') assertNoLostDigits(PARAMETER, value);
	return typeof value === 'string' && !isLosslessNumber(value.trim())
		? refuse(
				`whose value ${value.trim()} would lose digits`,
				"Write the changes under 'Using JSON': they are sent as typed.",
			)
		: read;
}

function valueOf({ valueType, ...row }: JsonPatchRow, refuse: Refuse): unknown {
	const { value } = row;
	switch (parseEnum('Type', valueType, TYPES, 'string')) {
		case 'null':
			return null;
		case 'number':
			return numberOf(value, refuse);
		case 'boolean':
			return parseBoolean(value) ?? refuse('whose value is no boolean', 'Enter true or false.');
		case 'json': {
			const read = value === null ? null : parseJson(value, PARAMETER);
			if (typeof value === 'string') assertNumberUnchanged(PARAMETER, value);
			return read === undefined ? refuse('without a value', 'Enter JSON.') : read;
		}
		default:
			if (typeof value === 'object' && value !== null) {
				refuse('whose value is an object or a list', "Choose 'JSON' as the type of its value.");
			}
			// Only an expression gives nothing; a field that was left empty gives empty text.
			if ('value' in row && (value === undefined || value === null)) {
				refuse(
					'whose value is missing',
					"Check the data that the expression reads. To empty the field, choose 'Null' as the type or 'Remove' as the action.",
				);
			}
			return String(value ?? '');
	}
}

function change(row: JsonPatchRow, index: number): JsonPatchOperation {
	const refuse = refusalOf(index);
	const op = String(row.op ?? '')
		.trim()
		.toLowerCase();
	if (!OPERATIONS.includes(op)) {
		refuse(`whose action is '${String(row.op)}'`, `Use one of ${OPERATIONS.join(', ')}.`);
	}
	const path = pointer('field', row.path, refuse);
	if (WITH_VALUE.includes(op)) return { op, path, value: valueOf(row, refuse) };
	return WITH_FROM.includes(op)
		? { op, from: pointer("'From Field'", row.from, refuse), path }
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
		throw new ParameterError(PARAMETER, 'is empty', 'Add at least one change.');
	}
	return rows.map(change);
}
