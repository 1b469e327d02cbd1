import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import peggy from 'peggy';

/** A step of a path; a deep step also selects everything below. */
export type Step = { deep: boolean } & (
	| { kind: 'all' }
	| { kind: 'names'; names: string[] }
	| { kind: 'places'; places: number[] }
	| { kind: 'slice'; from: number | null; to: number | null; by: number }
	| { kind: 'filter'; test: Test }
);

/** A function at the end of a path. */
export type Call = { name: 'length' } | { name: 'concat'; parts: Operand[] };

export interface Path {
	kind: 'path';
	root: '$' | '@';
	steps: Step[];
	call: Call | null;
}
export type Operand = Path | { kind: 'value'; value: unknown };

export type Comparison =
	| '=='
	| '!='
	| '>'
	| '>='
	| '<'
	| '<='
	| 'in'
	| 'nin'
	| 'subsetof'
	| 'anyof'
	| 'noneof'
	| 'size'
	| 'contains';

/** The expression of a filter. */
export type Test =
	| { kind: 'and' | 'or'; parts: Test[] }
	| { kind: 'not'; part: Test }
	| { kind: 'exists'; path: Path }
	| { kind: 'match'; left: Operand; pattern: RegExp }
	| { kind: 'compare'; left: Operand; operator: Comparison; right: Operand };

let parser: peggy.Parser | undefined;

/** Parses a path. Throws an error with position and reason if invalid. */
export function parsePath(text: string): Path {
	// Compiled on first use, because most tests don't filter and compiling takes longer than a start.
	parser ??= peggy.generate(readFileSync(join(import.meta.dirname, 'jsonPath.pegjs'), 'utf8'));
	return parser.parse(text) as Path;
}
