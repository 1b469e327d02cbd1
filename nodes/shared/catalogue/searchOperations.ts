import { getFullOperation, storedOperations } from './operations';
import type { Operation } from './types';
import type { StoredOperation } from './storedFormat';

/** What the operations found must be; left out where it does not matter. */
export interface OperationFilter {
	service?: string;
	method?: string;
}

/** Some words of an operation, and how much a hit among them says. */
interface Words {
	weight: number;
	words: string[];
}

interface Name extends Words {
	/** What it says that the name consists of nothing but what was asked for. */
	covered: number;
}

interface Entry {
	record: StoredOperation;
	/** Method and path, as they are written. */
	request: string;
	/** Each of these names the operation by itself. */
	names: Name[];
	others: Words[];
}

/** What a hit of a whole word says more than one of its beginning. */
const WHOLE = 2;
/** What is against an operation that is going away, or may change. */
const DEPRECATED = 4;
const EXPERIMENTAL = 0.5;
/** What it says that the text is the ID, or a part of method and path, as they are written. */
const WRITTEN = 100;

const singular = (word: string) => word.replace(/ies$/, 'y').replace(/([^su])s$/, '$1');
const withoutEnding = (word: string) =>
	word.length > 4 ? word.replace(/(ion|ing|ed|e|y)$/, '') : word;

/** A word without its ending, so that `aggregate` finds `aggregation`, and `role` finds `roles`. */
const stem = (word: string) => withoutEnding(singular(word));

const wordsIn = (text: string) =>
	text
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z\d]+/)
		.filter(Boolean)
		.map(stem);

let entries: Entry[] | undefined;

function index(): Entry[] {
	entries ??= storedOperations.map((record) => {
		const request = `${record.method} ${record.path}`;
		return {
			record,
			request: request.toLowerCase(),
			names: [
				{ weight: 8, covered: 4, words: wordsIn(record.title) },
				{ weight: 8, covered: 3, words: wordsIn(record.id.replace(/V\d+$/, '')) },
			],
			others: [
				{ weight: 4, words: wordsIn(record.service) },
				{ weight: 2, words: wordsIn(request) },
			],
		};
	});
	return entries;
}

const isHit = (wanted: string, words: string[]) => words.some((word) => word.startsWith(wanted));

/** The best hit of a word; 0 where there is none. */
const scoreOf = (wanted: string, { names, others }: Entry) =>
	Math.max(
		...[...names, ...others].map(({ weight, words }) => {
			if (words.includes(wanted)) return weight * WHOLE;
			return isHit(wanted, words) ? weight : 0;
		}),
	);

/** How much of a name was asked for; of the name that fits best. */
const coverage = (wanted: string[], { names }: Entry) =>
	Math.max(
		...names.map(({ covered, words }) => {
			const hits = wanted.filter((word) => isHit(word, words)).length;
			return (covered * hits) / Math.max(words.length, wanted.length);
		}),
	);

/** How much of an ID or of method and path was typed as it is written. */
function written(text: string, { record, request }: Entry): number {
	if (text === record.id.toLowerCase()) return 1;
	return text.includes('/') && request.includes(text) ? text.length / request.length : 0;
}

/** @returns 0 where a word is not found at all */
function rank(entry: Entry, wanted: string[], text: string): number {
	const scores = wanted.map((word) => scoreOf(word, entry));
	if (scores.includes(0)) return 0;
	const { deprecated, experimental } = entry.record;
	return (
		scores.reduce((total, score) => total + score, 0) +
		coverage(wanted, entry) +
		WRITTEN * written(text, entry) -
		(experimental ? EXPERIMENTAL : 0) -
		(deprecated ? DEPRECATED : 0)
	);
}

const passes = (record: StoredOperation, { service, method }: OperationFilter) =>
	(service === undefined || record.service === service) &&
	(method === undefined || record.method === method);

/**
 * Searches the operations by the words of title, service, method, path and ID; the beginning of a word will do.
 * @returns the best first; all that pass the filter, in the order of the documents, where no word is given
 */
export function searchCatalogue(text: string, filter: OperationFilter = {}): Operation[] {
	const wanted = wordsIn(text);
	const typed = text.trim().toLowerCase();
	return index()
		.filter(({ record }) => passes(record, filter))
		.map((entry) => ({ record: entry.record, score: rank(entry, wanted, typed) }))
		.filter(({ score }) => score > 0 || wanted.length === 0)
		.sort((one, other) => (wanted.length === 0 ? 0 : other.score - one.score))
		.map(({ record }) => getFullOperation(record));
}
