import { ParameterError } from '../parameters/parameterError';
import { isJsonObject } from '../parameters/json';

/** Columns of a table of records. */
export interface Columns {
	readonly headers: string[];
	/** Returns the values of a record, one per column so far; undefined if the record lacks it. */
	getValues(record: unknown): unknown[];
}

/** Maximum number of columns. With more, the property names are most likely data, such as IDs, and every row grows with them. */
export const MAX_COLUMNS = 5_000;

/** A field in the tree of all fields. */
interface Field {
	/** Returns the names from the root to this field. */
	path(): string[];
	/** Index of its column; undefined while it contains only other fields. */
	column?: number;
	children: Map<string, Field>;
}

/** Adds a column for each new field, in the order in which they appear in the records. */
export class ColumnCollector implements Columns {
	readonly headers: string[] = [];
	private readonly root: Field = { path: () => [], children: new Map() };
	private readonly usedHeaders = new Set<string>();

	getValues(record: unknown): unknown[] {
		const values = new Array<unknown>(this.headers.length).fill(undefined);
		const object = isJsonObject(record) ? record : { value: record };
		this.collect(object, Object.keys(object), this.root, values);
		return values;
	}

	/** Collects the values of an object. Lists are one value, because their lengths differ; so are empty objects. */
	private collect(
		object: Record<string, unknown>,
		names: string[],
		parent: Field,
		values: unknown[],
	): void {
		for (const name of names) {
			const value = object[name];
			const field = getChild(parent, name);
			const inner = isJsonObject(value) ? Object.keys(value) : [];
			if (inner.length > 0) {
				this.collect(value as Record<string, unknown>, inner, field, values);
			} else {
				field.column ??= this.addColumn(field.path());
				values[field.column] = value;
			}
		}
	}

	/** Adds a column. @throws {ParameterError} if there are too many */
	private addColumn(path: string[]): number {
		if (this.headers.length === MAX_COLUMNS) {
			throw new ParameterError(
				'Fields',
				`is empty, and the records have more than ${MAX_COLUMNS.toLocaleString('en')} different fields`,
				"Enter the columns in 'Fields'. To write an object whose property names are IDs as JSON in one column, enter only the name of the object.",
			);
		}
		const header = this.getUniqueHeader(path);
		this.usedHeaders.add(header);
		return this.headers.push(header) - 1;
	}

	/** Returns a header that no other column has. Of the name `a.b` and the field `b` in `a`, the later one becomes `["a"]["b"]`. */
	private getUniqueHeader(path: string[]): string {
		const dotted = path.join('.');
		if (!this.usedHeaders.has(dotted)) return dotted;
		let header = path.map((name) => `[${JSON.stringify(name)}]`).join('');
		while (this.usedHeaders.has(header)) header += ' ';
		return header;
	}
}

function getChild(parent: Field, name: string): Field {
	const existing = parent.children.get(name);
	if (existing) return existing;
	const field: Field = { path: () => [...parent.path(), name], children: new Map() };
	parent.children.set(name, field);
	return field;
}
