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

/** What a search for gaps goes by. */
export interface MissingValueContext {
	/** Gives what a single `{{ }}` gives. */
	evaluate: (expression: string) => unknown;
}

/** Finds what an expression didn't give: its name within the parameter, or empty text for the parameter as a whole. */
export type FindMissingValue<L extends MissingValueContext = MissingValueContext> = (
	result: ExpressionResult,
	parameterValue: unknown,
	evaluation: L,
) => string | undefined;

/** What is looked at, by the name of the parameter. */
export type MissingValueRules<L extends MissingValueContext = MissingValueContext> = Record<
	string,
	{ label: string; find: FindMissingValue<L> }
>;

/** An expression within a longer text. n8n puts empty text in place of missing data there. */
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

/** Whether a single `{{ }}` gave nothing; n8n writes empty text in its place. */
export const isEmptyResult = (result: unknown) =>
	result === undefined || result === null || Number.isNaN(result) || isUndefinedText(result);

export const isMissingValue = (result: ExpressionResult, evaluation: MissingValueContext) =>
	isEmptyValue(result.value) || isMissingInText(result, evaluation);

/** Any expression in the parameter must give something. */
export const findMissingExpression: FindMissingValue = (result, _all, evaluation) =>
	isMissingValue(result, evaluation) ? '' : undefined;

/** As they are stored with the workflow; n8n copies the whole node each time it is asked. */
const storedParameters = new WeakMap<object, INodeParameters>();

function getStoredParameters(context: IExecuteFunctions): INodeParameters {
	const parameters = storedParameters.get(context) ?? context.getNode().parameters;
	storedParameters.set(context, parameters);
	return parameters;
}

/**
 * Refuses an item whose expressions give nothing where they say which objects are meant: a request without
 * that would reach others. What the user left empty is not set, and stays so.
 * @param more what the places need beside the evaluation of expressions
 * @param labels of parameters that the editor calls otherwise here
 * @throws BadInput naming the parameter
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
			// It means something in its place only.
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
 * Refuses a trigger whose expressions give nothing where they say what it is about. A trigger has no items, and no
 * way to evaluate the parts of a text.
 * @param labels of the parameters that are looked at, and of options, by their names
 * @throws BadInput naming the parameter
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

/** Whether an expression within a query or a filter gave nothing where a value must be. */
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
			? 'gets nothing from its expression'
			: `gets nothing for '${missing}' from its expression`,
		`Check the data that ${raw.slice(1, 80).trim()} reads. ${hint}`.trim(),
	);
}
const FILTER_ITEMS_HINT = 'If such items are expected, filter them out before this node.';
