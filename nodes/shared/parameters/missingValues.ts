import type { IExecuteFunctions, INodeParameters, IPollFunctions } from 'n8n-workflow';

import { maskExpressions } from './maskExpressions';
import { ParameterError } from './parameterError';
import {
	findExpressions,
	hasEmptyValue,
	isUndefinedText,
	isEmptyValue,
	type ExpressionResult,
} from './expressions';
import { hasEmptyComparison, hasEmptyExpressionValue } from './emptyComparisons';

/** Values that the search for missing values needs. */
export interface MissingValueContext {
	/** Evaluates a single `{{ }}`. */
	evaluate: (expression: string) => unknown;
}

/** Returns the name of a missing value within the parameter, or empty text if the parameter itself has no value. */
export type FindMissingValue<L extends MissingValueContext = MissingValueContext> = (
	result: ExpressionResult,
	parameterValue: unknown,
	evaluation: L,
) => string | undefined;

/** Checks by the name of the parameter. */
export type MissingValueRules<L extends MissingValueContext = MissingValueContext> = Record<
	string,
	{ label: string; find: FindMissingValue<L> }
>;

/** Returns whether an expression in a longer text has no value. n8n replaces missing data in text with empty text. */
export function isMissingInText(
	{ raw, value }: ExpressionResult,
	{ evaluate }: MissingValueContext,
): boolean {
	if (typeof value !== 'string') return false;
	if (value.includes('[object Object]')) return true;
	const { expressions } = maskExpressions(raw);
	if (expressions.length === 1 && raw.slice(1).trim() === expressions[0]) return false;
	return expressions.some((expression) => isEmptyResult(evaluate(expression)));
}

/** Returns whether a single `{{ }}` has no value; n8n replaces it with empty text. */
export const isEmptyResult = (result: unknown) =>
	result === undefined || result === null || Number.isNaN(result) || isUndefinedText(result);

/** Returns whether an expression has no value, or only an empty one. */
export const isMissingValue = (result: ExpressionResult, evaluation: MissingValueContext) =>
	isEmptyValue(result.value) || isMissingInText(result, evaluation);

/** Requires a value from every expression in the parameter. */
export const findMissingExpression: FindMissingValue = (result, _all, evaluation) =>
	isMissingValue(result, evaluation) ? '' : undefined;

/** Parameters as the workflow stores them, by context: getNode() copies the whole node each time. */
const storedParameters = new WeakMap<object, INodeParameters>();

function getStoredParameters(context: IExecuteFunctions): INodeParameters {
	const parameters = storedParameters.get(context) ?? context.getNode().parameters;
	storedParameters.set(context, parameters);
	return parameters;
}

/**
 * Checks that expressions which select objects return values for an item. Without these values, the request would
 * affect other objects. Fields that the user left empty are fine.
 * @param more values that the rules need in addition to the evaluation of expressions
 * @param labels labels of parameters that differ from those in the rules
 * @throws {ParameterError} if an expression returns nothing
 */
export function assertNoMissingValuesIn<L extends MissingValueContext>(
	context: IExecuteFunctions,
	index: number,
	rules: MissingValueRules<L>,
	more: Omit<L, 'evaluate'>,
	labels: Record<string, string> = {},
): void {
	const evaluate = (expression: string) => {
		try {
			return context.evaluateExpression(expression, index) as unknown;
		} catch {
			// The expression can't be evaluated outside of its text.
			return '';
		}
	};
	const evaluation = { ...more, evaluate } as L;
	for (const [name, raw] of Object.entries(getStoredParameters(context))) {
		const rule = rules[name];
		if (!rule || findExpressions(raw, undefined).length === 0) continue;
		const value = context.getNodeParameter(name, index, null);
		for (const result of findExpressions(raw, value)) {
			const missing = rule.find(result, value, evaluation);
			if (missing !== undefined) throwMissingValue(labels[name] ?? rule.label, missing, result.raw);
		}
	}
}

/**
 * Checks that the expressions of a trigger return values. A trigger has no items and can't evaluate parts of a text.
 * @param labels labels of the parameters and options to check, by their names
 * @throws {ParameterError} if an expression returns nothing
 */
export function assertNoMissingTriggerValues(
	context: Pick<IPollFunctions, 'getNode' | 'getNodeParameter'>,
	labels: Record<string, string>,
): void {
	for (const [name, raw] of Object.entries(context.getNode().parameters)) {
		if (findExpressions(raw, undefined).length === 0) continue;
		for (const result of findExpressions(raw, context.getNodeParameter(name, null))) {
			const label = labels[name === 'options' ? result.steps[0]! : name];
			if (label && (hasEmptyValue(result.value) || hasEmptyValueInQuery(result))) {
				throwMissingValue(label, '', result.raw, '');
			}
		}
	}
}

/** Returns whether an expression in a query or a filter returned nothing where a value is required. */
export const hasEmptyValueInQuery = ({ raw, value }: ExpressionResult) =>
	typeof value === 'string' &&
	(value.includes('[object Object]') ||
		hasEmptyComparison(value) ||
		hasEmptyExpressionValue(raw, value));

function throwMissingValue(
	label: string,
	missing: string,
	raw: string,
	hint = FILTER_ITEMS_HINT,
): never {
	throw new ParameterError(
		label,
		missing === ''
			? 'has no value: its expression returned nothing'
			: `has no value for '${missing}': the expression returned nothing`,
		`Check the data that ${raw.slice(1, 80).trim()} reads. ${hint}`.trim(),
	);
}
const FILTER_ITEMS_HINT =
	'If items without this value are expected, remove them with a Filter node before this node.';
