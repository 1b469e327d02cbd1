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
	evaluate: (piece: string) => unknown;
}

/** Finds what an expression didn't give: its name within the parameter, or empty text for the parameter as a whole. */
export type FindMissingValue<L extends MissingValueContext = MissingValueContext> = (
	given: ExpressionResult,
	all: unknown,
	look: L,
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
	const { pieces } = maskExpressions(raw);
	if (pieces.length === 1 && raw.slice(1).trim() === pieces[0]) return false;
	return pieces.some((piece) => isEmptyResult(evaluate(piece)));
}

/** Whether a single `{{ }}` gave nothing; n8n writes empty text in its place. */
export const isEmptyResult = (given: unknown) =>
	given === undefined || given === null || Number.isNaN(given) || isUndefinedText(given);

export const isMissingValue = (given: ExpressionResult, look: MissingValueContext) =>
	isEmptyValue(given.value) || isMissingInText(given, look);

/** Any expression in the parameter must give something. */
export const findMissingExpression: FindMissingValue = (given, _all, look) =>
	isMissingValue(given, look) ? '' : undefined;

/** As they are stored with the workflow; n8n copies the whole node each time it is asked. */
const stored = new WeakMap<object, INodeParameters>();

function parametersOf(context: IExecuteFunctions): INodeParameters {
	const known = stored.get(context) ?? context.getNode().parameters;
	stored.set(context, known);
	return known;
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
	places: MissingValueRules<L>,
	more: Omit<L, 'evaluate'>,
	labels: Record<string, string> = {},
): void {
	const evaluate = (piece: string) => {
		try {
			return context.evaluateExpression(piece, index) as unknown;
		} catch {
			// It means something in its place only.
			return '';
		}
	};
	const look = { ...more, evaluate } as L;
	for (const [name, raw] of Object.entries(parametersOf(context))) {
		const place = places[name];
		if (!place || findExpressions(raw, undefined).length === 0) continue;
		const value = context.getNodeParameter(name, index, null);
		for (const given of findExpressions(raw, value)) {
			const gap = place.find(given, value, look);
			if (gap !== undefined) refuseGap(labels[name] ?? place.label, gap, given.raw);
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
		for (const given of findExpressions(raw, context.getNodeParameter(name, null))) {
			const label = labels[name === 'options' ? given.steps[0]! : name];
			if (label && (hasEmptyValue(given.value) || isHollowExpression(given))) {
				refuseGap(label, '', given.raw, '');
			}
		}
	}
}

/** Whether an expression within a query or a filter gave nothing where a value must be. */
export const isHollowExpression = ({ raw, value }: ExpressionResult) =>
	typeof value === 'string' &&
	(value.includes('[object Object]') ||
		hasEmptyComparison(value) ||
		hasEmptyExpressionValue(raw, value));

function refuseGap(label: string, gap: string, raw: string, hint = ITEMS): never {
	throw new ParameterError(
		label,
		gap === ''
			? 'gets nothing from its expression'
			: `gets nothing for '${gap}' from its expression`,
		`Check the data that ${raw.slice(1, 80).trim()} reads. ${hint}`.trim(),
	);
}
const ITEMS = 'If such items are expected, filter them out before this node.';
