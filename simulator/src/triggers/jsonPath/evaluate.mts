import { comparisons, missing } from './compare.mts';
import type { Call, Operand, Path, Test } from './parse.mts';
import { follow, isDefinite } from './steps.mts';

/** The inputs of an evaluation in addition to the expression. */
interface Scope {
	root: unknown;
	current: unknown;
	/** Called for each compared path, with whether it exists. */
	seen?: (path: Path, found: boolean) => void;
}

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

/** Returns the locations that a path selects. */
export function places(path: Path, scope: Scope): unknown[] {
	let values: unknown[] = [path.root === '$' ? scope.root : scope.current];
	for (const step of path.steps) {
		const decide = (candidate: unknown) =>
			step.kind === 'filter' && holds(step.test, { ...scope, current: candidate });
		values = values.flatMap((value) => follow(value, step, decide));
	}
	return values;
}

/** Returns the value of a path, or a list if it can select several. */
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

/** Returns whether a test passes. */
function holds(test: Test, scope: Scope): boolean {
	switch (test.kind) {
		// Every part is evaluated, so that `seen` is called for all paths.
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
