import { createIdScheme } from './idGenerator.mts';
import type { IdScheme } from './idGenerator.mts';

export interface Entity {
	id: string;
}

/** Builds the seeded record at an index. */
export type Derive<T> = (index: number, id: string) => T;

/** Changes each record before it is stored or returned. */
export type Finish = <R extends Entity>(record: R) => R;

/** Is called for every write, with the record before it. */
export interface Watcher<T> {
	written(position: number, before: T | undefined): void;
	reset(): void;
}

/**
 * Records of one kind. The first `baseSize` are computed from their index when they are read. Only
 * changed, added and removed ones take memory. The position of a record never changes.
 */
export class Table<T extends Entity> {
	readonly kind: string;
	readonly baseSize: number;
	/** Grows with every write, so that a cached selection knows that it is stale. */
	revision = 0;
	private readonly ids: IdScheme;
	private readonly derive: Derive<T>;
	private readonly finish: Finish;
	private readonly changed = new Map<number, T>();
	private readonly removed = new Set<number>();
	private readonly addedPositions = new Map<string, number>();
	private added: T[] = [];
	private readonly watchers: Watcher<T>[] = [];

	constructor(
		kind: string,
		baseSize: number,
		seed: number,
		derive: Derive<T>,
		finish: Finish = (record) => record,
	) {
		this.kind = kind;
		this.baseSize = baseSize;
		this.derive = derive;
		this.finish = finish;
		this.ids = createIdScheme(seed, kind);
	}

	/** Returns the last position plus one, including removed positions. */
	get end(): number {
		return this.baseSize + this.added.length;
	}

	/** Returns the number of records. */
	get size(): number {
		return this.end - this.removed.size;
	}

	/** Returns the ID of the seeded record at an index, without building it. */
	idAt(index: number): string {
		return this.ids.idOf(index);
	}

	/** Returns the record at a position. */
	at(position: number): T | undefined {
		if (position < 0 || position >= this.end || this.removed.has(position)) return undefined;
		const kept = this.changed.get(position);
		if (kept) return kept;
		if (position >= this.baseSize) return this.added[position - this.baseSize];
		return this.finish(this.derive(position, this.ids.idOf(position)));
	}

	/** Returns the record with an ID. */
	get(id: string): T | undefined {
		return this.at(this.positionOf(id));
	}

	/** Returns the positions of existing records, in order. */
	*positions(): Generator<number> {
		for (let position = 0; position < this.end; position++) {
			if (!this.removed.has(position)) yield position;
		}
	}

	/** Returns whether a position has a record, without building it. */
	has(position: number): boolean {
		return position >= 0 && position < this.end && !this.removed.has(position);
	}

	/** Returns the positions of records that were added or changed, without removed ones. */
	touched(): number[] {
		const positions = [...this.changed.keys()].filter((position) => position < this.baseSize);
		for (let position = this.baseSize; position < this.end; position++) {
			if (!this.removed.has(position)) positions.push(position);
		}
		return positions.sort((a, b) => a - b);
	}

	/** Calls a watcher for every write from now on. */
	watch(watcher: Watcher<T>): void {
		this.watchers.push(watcher);
	}

	/** Returns the records. */
	*[Symbol.iterator](): Generator<T> {
		for (const position of this.positions()) yield this.at(position) as T;
	}

	/** Adds a record. Creates an ID unless it has one. */
	add(record: Omit<T, 'id'> & { id?: string }): T {
		const position = this.end;
		const complete = this.finish({ ...record, id: record.id ?? this.ids.idOf(position) } as T);
		this.added.push(complete);
		this.addedPositions.set(complete.id, position);
		this.noteWrite(position, undefined);
		return complete;
	}

	/** Replaces the record with the same ID. */
	replace(record: T): T {
		const position = this.positionOf(record.id);
		const before = this.at(position);
		if (!before) throw new Error(`No ${this.kind} ${record.id}`);
		this.changed.set(position, record);
		this.noteWrite(position, before);
		return record;
	}

	/** Changes some fields of the record with an id. */
	update(id: string, fields: Partial<T>): T | undefined {
		const record = this.get(id);
		return record && this.replace({ ...record, ...fields });
	}

	/** Removes the record with an id; false when there is none. */
	remove(id: string): boolean {
		const position = this.positionOf(id);
		const before = this.at(position);
		if (!before) return false;
		this.removed.add(position);
		this.changed.delete(position);
		this.noteWrite(position, before);
		return true;
	}

	/** Removes the record with an ID. Returns false if it doesn't exist. */
	reset(): void {
		this.changed.clear();
		this.removed.clear();
		this.addedPositions.clear();
		this.added = [];
		this.revision++;
		for (const watcher of this.watchers) watcher.reset();
	}

	private noteWrite(position: number, before: T | undefined): void {
		this.revision++;
		for (const watcher of this.watchers) watcher.written(position, before);
	}

	/** Returns the current or former position of the record with an ID; -1 if it never existed. */
	positionOf(id: string): number {
		const added = this.addedPositions.get(id);
		if (added !== undefined) return added;
		const index = this.ids.indexOf(id);
		return index < this.baseSize ? index : -1;
	}
}
