import { comparisons, missing } from './compare.mts';
import type { Call, Operand, Path, Test } from './parse.mts';
import { follow, isDefinite } from './steps.mts';

/** What evaluating needs beside the expression. */
type Scope = {
	root: unknown;
	current: unknown;
	/** Told of each path that is compared with something, and whether it led anywhere. */
	seen?: (path: Path, found: boolean) => void;
};

function text(value: unknown): string {
	return Array.isArray(value) ? value.map(text).join('') : String(value ?? '');
}

function called(call: Call, value: unknown, scope: Scope): unknown {
	if (call.name === 'concat') {
		return call.parts
			.map((part) => operandValue(part, scope))
			.filter((part) => part !== missing)
			.map(text)
			.join('');
	}
	if (Array.isArray(value)) return value.length;
	return typeof value === 'object' && value !== null ? Object.keys(value).length : missing;
}

/** The places to which a path leads. */
export function places(path: Path, scope: Scope): unknown[] {
	let values: unknown[] = [path.root === '$' ? scope.root : scope.current];
	for (const step of path.steps) {
		const decide = (candidate: unknown) =>
			step.kind === 'filter' && holds(step.test, { ...scope, current: candidate });
		values = values.flatMap((value) => follow(value, step, decide));
	}
	return values;
}

/** The value of a path: that of its one place, or a list where it may lead to several. */
export function pathValue(path: Path, scope: Scope): unknown {
	const values = places(path, scope);
	const value = path.steps.every(isDefinite) ? (values.length ? values[0] : missing) : values;
	return path.call ? called(path.call, value, scope) : value;
}

function operandValue(operand: Operand, scope: Scope): unknown {
	if (operand.kind === 'value') return operand.value;
	const value = pathValue(operand, scope);
	scope.seen?.(operand, value !== missing);
	return value;
}

/** Whether a test holds. */
function holds(test: Test, scope: Scope): boolean {
	switch (test.kind) {
		// Every part is evaluated, so that `seen` is told of all paths.
		case 'and':
			return test.parts.map((part) => holds(part, scope)).every(Boolean);
		case 'or':
			return test.parts.map((part) => holds(part, scope)).some(Boolean);
		case 'not':
			return !holds(test.part, scope);
		case 'exists':
			return places(test.path, scope).length > 0;
		case 'match': {
			const value = operandValue(test.left, scope);
			return [value].flat().some((one) => isText(one) && test.pattern.test(String(one)));
		}
		case 'compare':
			return comparisons[test.operator](
				operandValue(test.left, scope),
				operandValue(test.right, scope),
			);
	}
}

const isText = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);
