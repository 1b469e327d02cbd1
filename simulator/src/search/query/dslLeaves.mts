import { badRequest } from '../../http/errors.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { createRangeTest } from './predicates.mts';
import type { Clock, ValueTest } from './predicates.mts';
import type { Limit } from './parseQuery.mts';
import { containsPhrase, tokenizeTerm, wildcard, tokenize } from './tokenizer.mts';

/** Creates the test of a kind of query from its arguments. */
type LeafQuery = (body: unknown, exact: boolean, clock: Clock) => ValueTest;

const inner = (body: unknown, key: string): unknown =>
	typeof body === 'object' && body !== null ? (body as JsonObject)[key] : body;

/** Tests an exact value as a whole, or each word of other text. */
const onWords =
	(exact: boolean, test: (word: string) => boolean): ValueTest =>
	(value) =>
		exact || typeof value !== 'string' ? test(String(value)) : tokenize(value).some(test);

const sameTerm =
	(wanted: unknown, exact: boolean): ValueTest =>
	(value) => {
		if (typeof value !== 'string') return String(value) === String(wanted);
		// Codes and IDs aren't split, so that the whole value is a term as well.
		return value === wanted || (!exact && tokenize(value).includes(String(wanted)));
	};

function matchTest(body: unknown, exact: boolean): ValueTest {
	const text = String(inner(body, 'query') ?? '');
	const every = String(inner(body, 'operator') ?? 'or').toLowerCase() === 'and';
	const words = tokenizeTerm(text);
	return (value) => {
		if (typeof value !== 'string') return String(value) === text.toLowerCase();
		if (exact) return value === text;
		const held = tokenize(value);
		const has = (word: string) => held.includes(word);
		return words.length > 0 && (every ? words.every(has) : words.some(has));
	};
}

function phraseTest(body: unknown, exact: boolean, prefix: boolean): ValueTest {
	const text = String(inner(body, 'query') ?? '');
	const words = tokenize(text);
	return (value) =>
		exact
			? prefix
				? String(value).startsWith(text)
				: String(value) === text
			: containsPhrase(tokenize(String(value)), words, prefix);
}

function getRange(body: unknown, clock: Clock): ValueTest {
	if (typeof body !== 'object' || body === null) throw badRequest('[range] needs bounds');
	const omitUndefined = body as JsonObject;
	const known = ['gt', 'gte', 'lt', 'lte', 'time_zone', 'format', 'boost'];
	const unknown = Object.keys(omitUndefined).find((key) => !known.includes(key));
	if (unknown) throw badRequest(`[range] query does not support [${unknown}]`);
	const bound = (open: string, closed: string): Limit | undefined => {
		const key =
			omitUndefined[closed] !== undefined && omitUndefined[closed] !== null ? closed : open;
		const value = omitUndefined[key];
		if (value === undefined || value === null) return undefined;
		return { text: String(value), inclusive: key === closed };
	};
	const zone = typeof omitUndefined.time_zone === 'string' ? omitUndefined.time_zone : clock.zone;
	return createRangeTest(bound('gt', 'gte'), bound('lt', 'lte'), { ...clock, zone });
}

/** The kinds of query for one field. */
export const leafQueries: Record<string, LeafQuery> = {
	match: matchTest,
	match_phrase: (body, exact) => phraseTest(body, exact, false),
	match_phrase_prefix: (body, exact) => phraseTest(body, exact, true),
	term: (body, exact) => sameTerm(inner(body, 'value'), exact),
	terms: (body, exact) => {
		if (!Array.isArray(body)) throw badRequest('[terms] query requires an array of terms');
		const tests = body.map((one: unknown) => sameTerm(one, exact));
		return (value) => tests.some((test) => test(value));
	},
	range: (body, _exact, clock) => getRange(body, clock),
	prefix: (body, exact) => {
		const start = String(inner(body, 'value') ?? '');
		return onWords(exact, (word) => word.startsWith(start));
	},
	wildcard: (body, exact) => {
		const pattern = inner(body, 'value') ?? inner(body, 'wildcard') ?? '';
		const expression = wildcard(String(pattern), 'u');
		return onWords(exact, (word) => expression.test(word));
	},
};
