import type { Document } from './documents/document.mts';
import { compileQuery } from './query/compileQuery.mts';
import type { Clock } from './query/predicates.mts';
import { parseQuery } from './query/parseQuery.mts';
import { Scope } from './query/nestedScope.mts';

/** The documents of a nested list that match, out of all documents found, as one flat list. */
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
