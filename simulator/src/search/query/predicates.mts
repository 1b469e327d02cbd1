import type { Document } from '../documents/document.mts';
import { isDate, parseDateRange } from './dateRange.mts';
import type { Limit } from './parseQuery.mts';
import { containsPhrase, tokenizeTerm, tokenize } from './tokenizer.mts';

/** A test for a document. */
export type Test = (document: Document) => boolean;
/** A test for a value of a field. */
export type ValueTest = (value: unknown) => boolean;

/** The clock and the time zone for dates in a query. */
export interface Clock {
	now: number;
	zone: string;
}

/** Numbers, booleans and dates are compared by value, regardless of how the query writes them. */
function typedTest(text: string, clock: Clock, otherwise: (value: string) => boolean): ValueTest {
	const number = text.trim() === '' ? Number.NaN : Number(text);
	const moment = parseDateRange(text, clock.now, clock.zone);
	return (value) => {
		if (typeof value === 'string') {
			if (moment && isDate(value)) {
				const time = Date.parse(value);
				return time >= moment.from && time <= moment.to;
			}
			return otherwise(value);
		}
		if (typeof value === 'number') return value === number;
		return typeof value === 'boolean' && String(value) === text.toLowerCase();
	};
}

/** Creates a test for a term among the words of a value. */
export function createTermTest(text: string, quoted: boolean, clock: Clock): ValueTest {
	const words = quoted ? tokenize(text) : tokenizeTerm(text);
	const [first = ''] = words;
	if (quoted) {
		return typedTest(text, clock, (value) => {
			const held = value.toLowerCase().includes(first);
			return held && containsPhrase(tokenize(value), words);
		});
	}
	return typedTest(text, clock, (value) => {
		const lower = value.toLowerCase();
		if (!words.some((word) => lower.includes(word))) return false;
		const held = tokenize(value);
		return words.some((word) => held.includes(word));
	});
}

/** Creates a test for a term that equals the value, including case. */
export function createExactTest(text: string, quoted: boolean): ValueTest {
	// The hyphen splits an unquoted term here as well, and no part equals the value.
	const broken = !quoted && /[\p{L}\p{N}]-[\p{L}\p{N}]/u.test(text);
	return (value) => !broken && value === text;
}

/** Creates a test for a term among the words of a text. */
export function createWordTest(text: string, quoted: boolean): ValueTest {
	const words = quoted ? tokenize(text) : tokenizeTerm(text);
	return (value) => {
		const held = tokenize(String(value));
		return quoted ? containsPhrase(held, words) : words.some((word) => held.includes(word));
	};
}

interface Bound {
	number: number;
	from: number;
	to: number;
	text: string;
	inclusive: boolean;
}

function getBound({ text, inclusive }: Limit, clock: Clock): Bound {
	const moment = parseDateRange(text, clock.now, clock.zone);
	const { from = Number.NaN, to = Number.NaN } = moment ?? {};
	return { number: Number(text), from, to, text: text.toLowerCase(), inclusive };
}

function pick(value: unknown, bound: Bound, late: boolean): [number | string, number | string] {
	if (typeof value === 'number') return [value, bound.number];
	const text = String(value);
	if (!Number.isNaN(bound.from) && isDate(value)) {
		return [Date.parse(text), late ? bound.to : bound.from];
	}
	// Numbers stored as text are compared as numbers if the bound is a number.
	if (!Number.isNaN(bound.number) && text !== '' && !Number.isNaN(Number(text))) {
		return [Number(text), bound.number];
	}
	return [text.toLowerCase(), bound.text];
}

/** Creates a test for a range; a bound that is a day or month is included or excluded as a whole. */
export function createRangeTest(
	lower: Limit | undefined,
	upper: Limit | undefined,
	clock: Clock,
): ValueTest {
	const from = lower && getBound(lower, clock);
	const to = upper && getBound(upper, clock);
	return (value) => {
		if (from) {
			const [held, wanted] = pick(value, from, !from.inclusive);
			if (!(from.inclusive ? held >= wanted : held > wanted)) return false;
		}
		if (to) {
			const [held, wanted] = pick(value, to, to.inclusive);
			if (!(to.inclusive ? held <= wanted : held < wanted)) return false;
		}
		return true;
	};
}
