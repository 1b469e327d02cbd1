import { ParameterError } from '../parameters/parameterError';
import { isJsonObject } from '../parameters/json';

/** The columns of a table of records. */
export interface Columns {
	readonly headers: string[];
	/** Returns the values of a record, one for each column so far, undefined where it has none. */
	getValues(record: unknown): unknown[];
}

/** Above this, property names are most likely data, such as IDs, and every row would grow with them. */
export const MAX_COLUMNS = 5_000;

/** A field of the records, in the tree of all of them. */
interface Field {
	/** Its name behind those of the fields that hold it. */
	path(): string[];
	/** Index of its column; absent as long as it only holds other fields. */
	column?: number;
	children: Map<string, Field>;
}

/** A column for each value that comes up in the records, in the order in which they come up. */
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

	/** Lists count as one value, since their length differs from record to record; so do empty objects. */
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

	/** @throws BadInput where there are too many */
	private addColumn(path: string[]): number {
		if (this.headers.length === MAX_COLUMNS) {
			throw new ParameterError(
				'Fields',
				`is empty, and the records have more than ${MAX_COLUMNS.toLocaleString('en')} different fields`,
				"Name the columns under 'Fields'. To write an object whose property names are IDs as JSON in one column, name the object alone.",
			);
		}
		const header = this.getUniqueHeader(path);
		this.usedHeaders.add(header);
		return this.headers.push(header) - 1;
	}

	/** Tells `a.b` as a name from `b` in `a`: the one that comes later is written as `["a"]["b"]`. */
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
