import type { Document } from './documents/document.mts';
import { compileQuery } from './query/compileQuery.mts';
import type { Clock } from './query/predicates.mts';
import { parseQuery } from './query/parseQuery.mts';
import { Scope } from './query/nestedScope.mts';

/** Returns the matching documents of a nested list, from all found documents, as one list. */
export function listInnerHits(
	innerHit: { query: string; type: string },
	documents: Iterable<Document>,
	clock: Clock,
): Document[] {
	const { scope, read } = new Scope(clock).nested(innerHit.type);
	const test = compileQuery(parseQuery(innerHit.query), scope);
	const hits: Document[] = [];
	for (const document of documents) {
		for (const part of read(document)) {
			if (!test(part)) continue;
			hits.push({
				...part,
				_type: innerHit.type,
				_originalType: document._type,
				_version: document._version,
			});
		}
	}
	return hits;
}
