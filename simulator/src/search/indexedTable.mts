import { hash } from '../data/seededRandom.mts';
import type { Entity, Table } from '../data/table.mts';
import type { SimulatorOptions } from '../options.mts';

/**
 * A table as search sees it: a write is visible only after the index lag. Until then the
 * position has the record before the write.
 */
export class IndexedTable<T extends Entity> {
	readonly table: Table<T>;
	private readonly options: SimulatorOptions;
	private pending: { position: number; before: T | undefined; shows: number }[] = [];
	private writes = 0;
	private readonly hidden = new Map<number, T | undefined>();

	constructor(table: Table<T>, options: SimulatorOptions) {
		this.table = table;
		this.options = options;
		table.watch({
			written: (position, before) => {
				const { indexLagMs, indexLagSpreadMs, seed } = options;
				const spread = indexLagSpreadMs > 0 ? hash(seed, this.writes++) % indexLagSpreadMs : 0;
				if (indexLagMs + spread <= 0) return;
				this.pending.push({ position, before, shows: options.now() + indexLagMs + spread });
				if (!this.hidden.has(position)) this.hidden.set(position, before);
			},
			reset: () => {
				this.pending = [];
				this.writes = 0;
				this.hidden.clear();
			},
		});
	}

	/** Makes writes visible whose lag has passed. Called before each search. */
	settle(): void {
		if (!this.pending.length) return;
		const now = this.options.now();
		const waiting = this.pending.filter((write) => write.shows > now);
		if (waiting.length === this.pending.length) return;
		this.pending = waiting;
		this.hidden.clear();
		for (const { position, before } of waiting) {
			if (!this.hidden.has(position)) this.hidden.set(position, before);
		}
	}

	/** Unchanged as long as search returns the same. */
	get revision(): number {
		return this.table.revision - this.pending.length;
	}

	get end(): number {
		return this.table.end;
	}

	has(position: number): boolean {
		if (!this.hidden.size || !this.hidden.has(position)) return this.table.has(position);
		return this.hidden.get(position) !== undefined;
	}

	at(position: number): T | undefined {
		if (!this.hidden.size || !this.hidden.has(position)) return this.table.at(position);
		return this.hidden.get(position);
	}

	get(id: string): T | undefined {
		return this.at(this.table.positionOf(id));
	}

	/** Returns the positions that have or had (before a pending write) a record other than the seed's. */
	touched(): number[] {
		const positions = new Set([...this.table.touched(), ...this.hidden.keys()]);
		return [...positions].filter((position) => this.has(position)).sort((a, b) => a - b);
	}
}
