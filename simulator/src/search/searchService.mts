import type { SimulatorContext } from '../simulatorContext.mts';
import type { SearchBody } from './parseBody.mts';
import { compileBody } from './compileBody.mts';
import { DocumentSet } from './documentSet.mts';
import type { Document } from './documents/document.mts';
import { createIndices } from './indices.mts';
import type { Indices } from './indices.mts';
import type { Clock } from './query/predicates.mts';
import { SelectionCache, findPositions, firstPlace } from './selectionCache.mts';
import { createAfterTest, sortColumns } from './sort.mts';

/** The result of a query. */
export interface Found {
	size: number;
	clock: Clock;
	/** Documents from a position on, with the fields that are needed. */
	documents(from: number, limit: number, fields?: ReadonlySet<string>): Document[];
	/** All documents. */
	each(fields?: ReadonlySet<string>): Iterable<Document>;
	/** Position right after the row that `searchAfter` describes. */
	after(values: unknown[]): number;
}

/** Documents that can be read more than once and are never all in memory. */
function documentsAt(places: number[], read: (place: number) => Document): Iterable<Document> {
	return {
		*[Symbol.iterator]() {
			for (const place of places) yield read(place);
		},
	};
}

/** Search over the documents of a simulator. */
export class SearchService {
	readonly indices: Indices;
	private readonly context: SimulatorContext;
	private readonly selections = new SelectionCache();

	constructor(context: SimulatorContext) {
		this.context = context;
		this.indices = createIndices(context);
	}

	/** Runs the query of a body. Throws a 400 if invalid. */
	find(body: SearchBody): Found {
		const now = this.context.options.now();
		const state = this.indices.settle();
		const compiled = compileBody(body, now);
		const columns = sortColumns(body.sort, body.indices);
		const corpus = new DocumentSet(this.indices, body.indices);
		const { query, queryDsl, textQuery, typeAheadQuery, filters } = body.raw;
		const asked = [query, queryDsl, textQuery, typeAheadQuery, filters];
		const key = JSON.stringify([body.indices, body.queryType, asked, body.sort]);
		// A query with the current time returns other results each time.
		const timed = /\bnow\b/.test(JSON.stringify(asked)) ? `${state} ${now}` : state;
		const places = this.selections.get(key, timed, () => findPositions(corpus, compiled, columns));
		const sortFields = new Set(columns.map(({ field }) => field.split('.')[0] as string));
		return {
			size: places.length,
			clock: compiled.clock,
			documents: (from, limit, fields) =>
				places.slice(from, from + limit).map(corpus.reader(fields)),
			each: (fields) => documentsAt(places, corpus.reader(fields)),
			after: (values) =>
				firstPlace(places, corpus.reader(sortFields), createAfterTest(values, columns)),
		};
	}
}
