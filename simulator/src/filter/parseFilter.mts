import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import peggy from 'peggy';

export type Literal =
	| { type: 'string' | 'date'; value: string }
	| { type: 'number'; value: number }
	| { type: 'boolean'; value: boolean };

export type Operator =
	| 'eq'
	| 'ne'
	| 'gt'
	| 'ge'
	| 'lt'
	| 'le'
	| 'co'
	| 'sw'
	| 'in'
	| 'ca'
	| 'pr'
	| 'isnull';

export interface FilterTest {
	kind: 'test';
	field: string;
	operator: Operator;
	values?: Literal[];
}
export type FilterTree =
	| { kind: 'and' | 'or'; parts: FilterTree[] }
	| { kind: 'not'; part: FilterTree }
	| FilterTest;

let parser: peggy.Parser | undefined;

/** Parses a filter. Throws an error with position and reason if invalid. */
export function parseFilter(text: string): FilterTree {
	// Compiled on first use, because most tests don't filter and compiling takes longer than a start.
	parser ??= peggy.generate(readFileSync(join(import.meta.dirname, 'filter.pegjs'), 'utf8'));
	return parser.parse(text) as FilterTree;
}

/** Returns every condition of a filter, in order. */
export function listConditions(tree: FilterTree): FilterTest[] {
	if (tree.kind === 'test') return [tree];
	return tree.kind === 'not' ? listConditions(tree.part) : tree.parts.flatMap(listConditions);
}
