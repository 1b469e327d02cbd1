import type { Comparison } from './parse.mts';

/** The value of a path that selects nothing; it isn't equal to anything, including itself. */
export const missing = Symbol('missing');

type Compare = (left: unknown, right: unknown) => boolean;

const isScalar = (value: unknown) => typeof value === 'string' || typeof value === 'number';

/** Returns whether values are equal as in Jayway: a number equals its text, objects are compared as a whole. */
function same(left: unknown, right: unknown): boolean {
	if (left === missing || right === missing) return false;
	if (isScalar(left) && isScalar(right)) return String(left) === String(right);
	return JSON.stringify(left) === JSON.stringify(right);
}

/** Only two numbers or two texts have an order. */
function ordered(decide: (difference: number) => boolean): Compare {
	return (left, right) => {
		if (typeof left === 'number' && typeof right === 'number') return decide(left - right);
		if (typeof left !== 'string' || typeof right !== 'string') return false;
		return decide(left < right ? -1 : left > right ? 1 : 0);
	};
}

const holds = (list: unknown[], value: unknown) => list.some((one) => same(one, value));

/** Returns a comparison of two lists; false for other values. */
function lists(decide: (left: unknown[], right: unknown[]) => boolean): Compare {
	return (left, right) => Array.isArray(left) && Array.isArray(right) && decide(left, right);
}

const isIn: Compare = (left, right) => Array.isArray(right) && holds(right, left);

/** The operators between two values. */
export const comparisons: Record<Comparison, Compare> = {
	'==': same,
	'!=': (left, right) => !same(left, right),
	'>': ordered((difference) => difference > 0),
	'>=': ordered((difference) => difference >= 0),
	'<': ordered((difference) => difference < 0),
	'<=': ordered((difference) => difference <= 0),
	in: isIn,
	nin: (left, right) => !isIn(left, right),
	subsetof: lists((left, right) => left.every((one) => holds(right, one))),
	anyof: lists((left, right) => left.some((one) => holds(right, one))),
	noneof: lists((left, right) => !left.some((one) => holds(right, one))),
	size: (left, right) =>
		(Array.isArray(left) || typeof left === 'string') && left.length === Number(right),
	contains(left, right) {
		if (Array.isArray(left)) return holds(left, right);
		return typeof left === 'string' && isScalar(right) && left.includes(String(right));
	},
};
