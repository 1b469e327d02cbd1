import { getFullOperation, storedOperations } from './operations';
import type { Operation } from './types';
import type { StoredOperation } from './storedFormat';

/** Conditions that the operations must match; omitted ones match all. */
export interface OperationFilter {
	service?: string;
	method?: string;
}

/** Words of an operation, and the score of a match among them. */
interface WordGroup {
	weight: number;
	words: string[];
}

interface NameWords extends WordGroup {
	/** Score if the search terms cover the whole name. */
	coverageWeight: number;
}

interface Entry {
	record: StoredOperation;
	/** Method and path in lower case. */
	request: string;
	/** Title and ID: each identifies the operation. */
	names: NameWords[];
	others: WordGroup[];
}

/** Factor for a match of a whole word instead of its beginning. */
const WHOLE_WORD_FACTOR = 2;
/** Subtracted from the score, so current and stable operations come first. */
const DEPRECATED_PENALTY = 4;
const EXPERIMENTAL_PENALTY = 0.5;
/** Score if the text is the ID, or a part of method and path. */
const LITERAL_MATCH_SCORE = 100;

const toSingular = (word: string) => word.replace(/ies$/, 'y').replace(/([^su])s$/, '$1');
const stripEnding = (word: string) =>
	word.length > 4 ? word.replace(/(ion|ing|ed|e|y)$/, '') : word;

/** Returns a word without its ending, so `aggregate` matches `aggregation`, and `role` matches `roles`. */
const stem = (word: string) => stripEnding(toSingular(word));

const splitWords = (text: string) =>
	text
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z\d]+/)
		.filter(Boolean)
		.map(stem);

let entries: Entry[] | undefined;

function getEntries(): Entry[] {
	entries ??= storedOperations.map((record) => {
		const request = `${record.method} ${record.path}`;
		return {
			record,
			request: request.toLowerCase(),
			names: [
				{ weight: 8, coverageWeight: 4, words: splitWords(record.title) },
				{ weight: 8, coverageWeight: 3, words: splitWords(record.id.replace(/V\d+$/, '')) },
			],
			others: [
				{ weight: 4, words: splitWords(record.service) },
				{ weight: 2, words: splitWords(request) },
			],
		};
	});
	return entries;
}

const hasPrefixMatch = (term: string, words: string[]) =>
	words.some((word) => word.startsWith(term));

/** Returns the score of the best match of a term; 0 if there is none. */
const scoreWord = (term: string, { names, others }: Entry) =>
	Math.max(
		...[...names, ...others].map(({ weight, words }) => {
			if (words.includes(term)) return weight * WHOLE_WORD_FACTOR;
			return hasPrefixMatch(term, words) ? weight : 0;
		}),
	);

/** Returns how much of a name the terms cover, for the name that matches best. */
const scoreCoverage = (terms: string[], { names }: Entry) =>
	Math.max(
		...names.map(({ coverageWeight, words }) => {
			const hits = terms.filter((word) => hasPrefixMatch(word, words)).length;
			return (coverageWeight * hits) / Math.max(words.length, terms.length);
		}),
	);

/** Returns how much of the ID, or of method and path, the text matches literally. */
function scoreLiteralMatch(text: string, { record, request }: Entry): number {
	if (text === record.id.toLowerCase()) return 1;
	return text.includes('/') && request.includes(text) ? text.length / request.length : 0;
}

/** Returns the score of an operation; 0 if a term doesn't match at all. */
function scoreEntry(entry: Entry, terms: string[], text: string): number {
	const scores = terms.map((word) => scoreWord(word, entry));
	if (scores.includes(0)) return 0;
	const { deprecated, experimental } = entry.record;
	return (
		scores.reduce((total, score) => total + score, 0) +
		scoreCoverage(terms, entry) +
		LITERAL_MATCH_SCORE * scoreLiteralMatch(text, entry) -
		(experimental ? EXPERIMENTAL_PENALTY : 0) -
		(deprecated ? DEPRECATED_PENALTY : 0)
	);
}

const matchesFilter = (record: StoredOperation, { service, method }: OperationFilter) =>
	(service === undefined || record.service === service) &&
	(method === undefined || record.method === method);

/**
 * Searches the operations by words, or beginnings of words, of title, service, method, path, and ID.
 * @returns the best match first; without words, all operations that match the filter, in the order of the documents
 */
export function searchCatalogue(text: string, filter: OperationFilter = {}): Operation[] {
	const terms = splitWords(text);
	const typed = text.trim().toLowerCase();
	return getEntries()
		.filter(({ record }) => matchesFilter(record, filter))
		.map((entry) => ({ record: entry.record, score: scoreEntry(entry, terms, typed) }))
		.filter(({ score }) => score > 0 || terms.length === 0)
		.sort((one, other) => (terms.length === 0 ? 0 : other.score - one.score))
		.map(({ record }) => getFullOperation(record));
}
