import type { Document } from './documents/document.mts';
import type { Index, IndexName, Indices } from './indices.mts';

/** The documents of some indices, numbered: positions of one index follow those of the other. */
export class DocumentSet {
	readonly indices: Index[];
	private readonly starts: number[] = [];

	constructor(indices: Indices, names: IndexName[]) {
		this.indices = names.map((name) => indices[name]);
		let start = 0;
		for (const { table } of this.indices) {
			this.starts.push(start);
			start += table.end;
		}
	}

	/** Returns the positions of all documents. */
	places(): number[] {
		const places: number[] = [];
		this.indices.forEach((index, i) => {
			const start = this.starts[i] as number;
			for (let position = 0; position < index.table.end; position++) {
				if (index.has(position)) places.push(start + position);
			}
		});
		return places;
	}

	/** Returns a reader of the documents, with only the fields that are needed; all fields if none are named. */
	reader(fields?: ReadonlySet<string>): (place: number) => Document {
		const readers = this.indices.map((index) => {
			const whole = !fields || [...fields].some((field) => index.fullOnly.has(field));
			return whole ? index.full : index.shell;
		});
		return (place) => {
			let i = this.starts.length - 1;
			while ((this.starts[i] as number) > place) i--;
			return (readers[i] as Index['full'])(place - (this.starts[i] as number));
		};
	}

	/**
	 * Returns whether positions are in the order of a field already, so that a million documents aren't read
	 * to sort them. Seeded IDs and dates grow with the position; only written records are checked.
	 */
	ascendsBy(field: string): boolean {
		const [index] = this.indices;
		if (this.indices.length !== 1 || !index || (field !== 'id' && field !== 'created'))
			return false;
		const valueAt = (position: number) => {
			const value = String((index.table.at(position) as Document | undefined)?.[field] ?? '');
			return field === 'created' ? Date.parse(value) : value;
		};
		const neighbour = (position: number, step: 1 | -1) => {
			let next = position + step;
			while (next >= 0 && next < index.table.end && !index.has(next)) next += step;
			return next < 0 || next >= index.table.end ? undefined : next;
		};
		for (const position of index.table.touched()) {
			const before = neighbour(position, -1);
			const after = neighbour(position, 1);
			const value = valueAt(position);
			if (before !== undefined && !(valueAt(before) < value)) return false;
			if (after !== undefined && !(value < valueAt(after))) return false;
		}
		return true;
	}
}
