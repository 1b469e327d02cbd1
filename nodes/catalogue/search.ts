import { operations } from './catalogue';
import type { Operation } from './operation';

/** What the operations found must be; left out where it does not matter. */
export interface SearchFilter {
	service?: string;
	method?: string;
	experimental?: boolean;
	deprecated?: boolean;
}

/** The words of an operation, by how much a hit in them says. */
interface Entry {
	operation: Operation;
	words: Array<[weight: number, words: string[]]>;
}

const EXACT = 2;

/** A word without its ending, so that `aggregate` finds `aggregation`, and `accounts` an `account`. */
const stem = (word: string) =>
	word.length > 4 ? word.replace(/(ions?|ings?|ies|ed|es|s|e|y)$/, '') : word.replace(/s$/, '');

const wordsIn = (text: string) =>
	text
		.replace(/([a-z\d])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.split(/[^a-z\d]+/)
		.filter(Boolean)
		.map(stem);

let entries: Entry[] | undefined;

function index(): Entry[] {
	entries ??= operations().map((operation) => ({
		operation,
		words: [
			[8, wordsIn(operation.title)],
			[4, wordsIn(operation.service)],
			[3, wordsIn(operation.id)],
			[2, wordsIn(`${operation.method} ${operation.path}`)],
		],
	}));
	return entries;
}

/** The best hit of a word; 0 where there is none. */
const scoreOf = (wanted: string, { words }: Entry) =>
	Math.max(
		...words.map(([weight, all]) => {
			if (all.includes(wanted)) return weight * EXACT;
			return all.some((word) => word.startsWith(wanted)) ? weight : 0;
		}),
	);

/** All words must be found; a title that says little else is the better hit. */
function rank(entry: Entry, wanted: string[]): number {
	const scores = wanted.map((word) => scoreOf(word, entry));
	if (scores.includes(0)) return 0;
	const [, titleWords] = entry.words[0]!;
	const { deprecated, experimental } = entry.operation;
	const sum = scores.reduce((total, score) => total + score, 0);
	return sum + 4 / (1 + titleWords.length) - (experimental ? 0.5 : 0) - (deprecated ? 4 : 0);
}

const passes = (operation: Operation, filter: SearchFilter) =>
	Object.entries(filter).every(
		([key, value]) => value === undefined || operation[key as keyof SearchFilter] === value,
	);

/**
 * Searches the operations by the words of title, service, method, path and ID; the beginning of a word will do.
 * @returns the best first; all that pass the filter, in the order of the documents, where no word is given
 */
export function searchOperations(text: string, filter: SearchFilter = {}): Operation[] {
	const wanted = wordsIn(text);
	const passing = index().filter(({ operation }) => passes(operation, filter));
	if (wanted.length === 0) return passing.map(({ operation }) => operation);
	return passing
		.map((entry) => ({ operation: entry.operation, score: rank(entry, wanted) }))
		.filter(({ score }) => score > 0)
		.sort((one, other) => other.score - one.score)
		.map(({ operation }) => operation);
}
