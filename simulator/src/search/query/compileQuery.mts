import type { Test, ValueTest } from './predicates.mts';
import { createExactTest, createRangeTest, createTermTest, createWordTest } from './predicates.mts';
import type { PatternChar, QueryTree } from './parseQuery.mts';
import type { Scope } from './nestedScope.mts';
import { wildcard, tokenize } from './tokenizer.mts';

const isExact = (field: string) => field.endsWith('.exact');
/** Attributes of identities are text, even if they contain a date or a number. */
const isText = (field: string) => field.startsWith('attributes.');

function patternTest(chars: PatternChar[], exact: boolean): ValueTest {
	if (chars.every(({ char, wild }) => wild && char === '*')) return () => true;
	// Escaped wildcards are replaced by characters that no text contains.
	const marked = chars.map(({ char, wild }) =>
		wild ? char : char === '*' ? '\uE000' : char === '?' ? '\uE001' : char,
	);
	const source = wildcard(marked.join(''), '').source;
	const expression = new RegExp(
		source.replaceAll('\uE000', '\\*').replaceAll('\uE001', '\\?'),
		exact ? 'u' : 'iu',
	);
	return (value) => {
		if (typeof value !== 'string') return expression.test(String(value));
		return exact ? expression.test(value) : tokenize(value).some((word) => expression.test(word));
	};
}

/** Compiles a query into a test for documents. */
export function compileQuery(tree: QueryTree, scope: Scope, field?: string): Test {
	const place = (testFor: (name: string) => ValueTest): Test =>
		field === undefined ? scope.anywhere(testFor) : scope.on(field, testFor(field));
	switch (tree.kind) {
		case 'all':
			return () => true;
		case 'and': {
			const parts = tree.parts.map((part) => compileQuery(part, scope, field));
			return (document) => parts.every((part) => part(document));
		}
		case 'or': {
			const parts = tree.parts.map((part) => compileQuery(part, scope, field));
			return (document) => parts.some((part) => part(document));
		}
		case 'not': {
			const part = compileQuery(tree.part, scope, field);
			return (document) => !part(document);
		}
		case 'must':
			return compileQuery(tree.part, scope, field);
		case 'field':
			return compileQuery(tree.part, scope, tree.field);
		case 'nested': {
			const { scope: inner, read } = scope.nested(tree.path);
			const part = compileQuery(tree.part, inner);
			return (document) => read(document).some(part);
		}
		case 'exists':
			return scope.exists(tree.field);
		case 'term':
			return place((name) => {
				if (isExact(name)) return createExactTest(tree.text, tree.quoted);
				if (isText(name)) return createWordTest(tree.text, tree.quoted);
				return createTermTest(tree.text, tree.quoted, scope.clock);
			});
		case 'pattern': {
			const any = tree.chars.length === 1 && tree.chars[0]?.char === '*';
			// A single star matches every document, with or without text.
			if (any && field === undefined) return () => true;
			return place((name) => patternTest(tree.chars, isExact(name)));
		}
		case 'range':
			return place(() => createRangeTest(tree.from, tree.to, scope.clock));
	}
}
