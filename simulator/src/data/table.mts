import { createIdScheme } from './idGenerator.mts';
import type { IdScheme } from './idGenerator.mts';

export type Entity = { id: string };

/** Builds the untouched record at a place. */
export type Derive<T> = (index: number, id: string) => T;

/** What is done to each record before it is kept or shown. */
export type Finish = <R extends Entity>(record: R) => R;

/** Learns of every write, with what stood there before. */
export type Watcher<T> = { written(position: number, before: T | undefined): void; reset(): void };

/**
 * Records of one kind. The first `baseSize` are computed from their index whenever asked for; only
 * changed, added and removed ones take memory. Each record keeps its position for good.
 */
export class Table<T extends Entity> {
	readonly kind: string;
	readonly baseSize: number;
	/** Grows with every write; lets a cached selection notice that it is stale. */
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

	/** One more than the last position; removed positions are included. */
	get end(): number {
		return this.baseSize + this.added.length;
	}

	/** How many records there are. */
	get size(): number {
		return this.end - this.removed.size;
	}

	/** The id that the untouched record at an index has, also before it is derived. */
	idAt(index: number): string {
		return this.ids.idOf(index);
	}

	/** The record at a position. */
	at(position: number): T | undefined {
		if (position < 0 || position >= this.end || this.removed.has(position)) return undefined;
		const kept = this.changed.get(position);
		if (kept) return kept;
		if (position >= this.baseSize) return this.added[position - this.baseSize];
		return this.finish(this.derive(position, this.ids.idOf(position)));
	}

	/** The record with an id. */
	get(id: string): T | undefined {
		return this.at(this.positionOf(id));
	}

	/** Positions of the records that are there, in order. */
	*positions(): Generator<number> {
		for (let position = 0; position < this.end; position++) {
			if (!this.removed.has(position)) yield position;
		}
	}

	/** Whether there is a record at a position; cheaper than to ask for it. */
	has(position: number): boolean {
		return position >= 0 && position < this.end && !this.removed.has(position);
	}

	/** Positions that hold something else than the seed put there, but for removed ones. */
	touched(): number[] {
		const positions = [...this.changed.keys()].filter((position) => position < this.baseSize);
		for (let position = this.baseSize; position < this.end; position++) {
			if (!this.removed.has(position)) positions.push(position);
		}
		return positions.sort((a, b) => a - b);
	}

	/** Has somebody told of every write from now on. */
	watch(watcher: Watcher<T>): void {
		this.watchers.push(watcher);
	}

	/** The records, one by one. */
	*[Symbol.iterator](): Generator<T> {
		for (const position of this.positions()) yield this.at(position) as T;
	}

	/** Adds a record, with a new id unless it has one. */
	add(record: Omit<T, 'id'> & { id?: string }): T {
		const position = this.end;
		const complete = this.finish({ ...record, id: record.id ?? this.ids.idOf(position) } as T);
		this.added.push(complete);
		this.addedPositions.set(complete.id, position);
		this.noteWrite(position, undefined);
		return complete;
	}

	/** Puts a new version in the place of the record with the same id. */
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

	/** Forgets every write. */
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

	/** Where the record with an id is or was; -1 when there never was one. */
	positionOf(id: string): number {
		const added = this.addedPositions.get(id);
		if (added !== undefined) return added;
		const index = this.ids.indexOf(id);
		return index < this.baseSize ? index : -1;
	}
}
