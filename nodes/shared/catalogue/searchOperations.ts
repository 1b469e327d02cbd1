import { getFullOperation, storedOperations } from './operations';
import type { Operation } from './types';
import type { StoredOperation } from './storedFormat';

/** What the operations found must be; left out where it does not matter. */
export interface OperationFilter {
	service?: string;
	method?: string;
}

/** Some words of an operation, and how much a hit among them says. */
interface WordGroup {
	weight: number;
	words: string[];
}

interface NameWords extends WordGroup {
	/** What it says that the name consists of nothing but what was asked for. */
	coverageWeight: number;
}

interface Entry {
	record: StoredOperation;
	/** Method and path, as they are written. */
	request: string;
	/** Each of these names the operation by itself. */
	names: NameWords[];
	others: WordGroup[];
}

/** What a hit of a whole word says more than one of its beginning. */
const WHOLE_WORD_FACTOR = 2;
/** What is against an operation that is going away, or may change. */
const DEPRECATED_PENALTY = 4;
const EXPERIMENTAL_PENALTY = 0.5;
/** What it says that the text is the ID, or a part of method and path, as they are written. */
const LITERAL_MATCH_SCORE = 100;

const toSingular = (word: string) => word.replace(/ies$/, 'y').replace(/([^su])s$/, '$1');
const stripEnding = (word: string) =>
	word.length > 4 ? word.replace(/(ion|ing|ed|e|y)$/, '') : word;

/** A word without its ending, so that `aggregate` finds `aggregation`, and `role` finds `roles`. */
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

/** The best hit of a word; 0 where there is none. */
const scoreWord = (term: string, { names, others }: Entry) =>
	Math.max(
		...[...names, ...others].map(({ weight, words }) => {
			if (words.includes(term)) return weight * WHOLE_WORD_FACTOR;
			return hasPrefixMatch(term, words) ? weight : 0;
		}),
	);

/** How much of a name was asked for; of the name that fits best. */
const scoreCoverage = (terms: string[], { names }: Entry) =>
	Math.max(
		...names.map(({ coverageWeight, words }) => {
			const hits = terms.filter((word) => hasPrefixMatch(word, words)).length;
			return (coverageWeight * hits) / Math.max(words.length, terms.length);
		}),
	);

/** How much of an ID or of method and path was typed as it is written. */
function scoreLiteralMatch(text: string, { record, request }: Entry): number {
	if (text === record.id.toLowerCase()) return 1;
	return text.includes('/') && request.includes(text) ? text.length / request.length : 0;
}

/** @returns 0 where a word is not found at all */
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
 * Searches the operations by the words of title, service, method, path and ID; the beginning of a word will do.
 * @returns the best first; all that pass the filter, in the order of the documents, where no word is given
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
