import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import peggy from 'peggy';
import { badRequest } from '../../http/errors.mts';

export interface Limit {
	text: string;
	inclusive: boolean;
}
export interface PatternChar {
	char: string;
	wild?: boolean;
}
export type QueryTree =
	| { kind: 'all' }
	| { kind: 'and' | 'or'; parts: QueryTree[] }
	| { kind: 'not' | 'must'; part: QueryTree }
	| { kind: 'field'; field: string; part: QueryTree }
	| { kind: 'nested'; path: string; part: QueryTree }
	| { kind: 'exists'; field: string }
	| { kind: 'term'; text: string; quoted: boolean }
	| { kind: 'pattern'; chars: PatternChar[] }
	| { kind: 'range'; from?: Limit; to?: Limit };

let parser: peggy.Parser | undefined;

/** Parses a query string. Throws a 400 with position and reason if invalid. */
export function parseQuery(text: string): QueryTree {
	parser ??= peggy.generate(readFileSync(join(import.meta.dirname, 'queryString.pegjs'), 'utf8'));
	try {
		return parser.parse(text) as QueryTree;
	} catch (error) {
		throw badRequest(`The query "${text}" cannot be read: ${(error as Error).message}`);
	}
}
