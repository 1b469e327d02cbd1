import type { CompiledBody } from './compileBody.mts';
import type { DocumentSet } from './documentSet.mts';
import type { Document } from './documents/document.mts';
import { sortRows } from './sort.mts';
import type { SortColumn } from './sort.mts';

const KEPT_SELECTIONS = 8;

/** Recent selections: the next page of a search finds its positions here. */
export class SelectionCache {
	private readonly kept = new Map<string, { state: string; places: number[] }>();

	/** Returns the positions for a key, computed again after a write. */
	get(key: string, state: string, find: () => number[]): number[] {
		const known = this.kept.get(key);
		if (known?.state === state) return known.places;
		const places = find();
		this.kept.delete(key);
		this.kept.set(key, { state, places });
		if (this.kept.size > KEPT_SELECTIONS) this.kept.delete(this.kept.keys().next().value as string);
		return places;
	}
}

/** Returns the positions of matching documents, sorted by the columns. */
export function findPositions(
	corpus: DocumentSet,
	{ test, used, since }: Pick<CompiledBody, 'test' | 'used' | 'since'>,
	columns: SortColumn[],
): number[] {
	let places = corpus.places();
	if (since !== undefined && corpus.ascendsBy('created')) {
		const isNew = ({ created }: Document) => Date.parse(String(created)) >= since;
		places = places.slice(firstPlace(places, corpus.reader(new Set(['created'])), isNew));
	}
	if (test) {
		const read = corpus.reader(used);
		places = places.filter((place) => test(read(place)));
	}
	const [first] = columns;
	if (!first) return places;
	// A field whose values are unique decides the order on its own.
	if (corpus.ascendsBy(first.field)) return first.descending ? places.reverse() : places;
	const fields = new Set(columns.map(({ field }) => field.split('.')[0] as string));
	return sortRows(places, columns, corpus.reader(fields));
}

/** Returns the first of the sorted positions whose document passes the test. */
export function firstPlace(
	places: number[],
	documentAt: (place: number) => Document,
	test: (document: Document) => boolean,
): number {
	let low = 0;
	let high = places.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (test(documentAt(places[middle] as number))) high = middle;
		else low = middle + 1;
	}
	return low;
}
