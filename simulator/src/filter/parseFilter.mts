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

export type FilterTest = { kind: 'test'; field: string; operator: Operator; values?: Literal[] };
export type FilterTree =
	| { kind: 'and' | 'or'; parts: FilterTree[] }
	| { kind: 'not'; part: FilterTree }
	| FilterTest;

let parser: peggy.Parser | undefined;

/** Reads a filter; throws with a place and a reason when it is not one. */
export function parseFilter(text: string): FilterTree {
	// Compiled at first use: most tests never filter, and the compiler takes longer than a start.
	parser ??= peggy.generate(readFileSync(join(import.meta.dirname, 'filter.pegjs'), 'utf8'));
	return parser.parse(text) as FilterTree;
}

/** Every test inside a filter, in order. */
export function listConditions(tree: FilterTree): FilterTest[] {
	if (tree.kind === 'test') return [tree];
	return tree.kind === 'not' ? listConditions(tree.part) : tree.parts.flatMap(listConditions);
}
