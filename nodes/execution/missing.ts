import type { IExecuteFunctions, INodeParameters, IPollFunctions } from 'n8n-workflow';

import { hidePieces } from '../catalogue/pieces';
import { BadInput } from '../client/errors/failures';
import { expressionsIn, isIncomplete, isLost, isNothing, type Given } from '../forms/expressions';
import { hasHole, hasHollowValue } from '../forms/holes';

/** What a search for gaps goes by. */
export interface Look {
	/** Gives what a single `{{ }}` gives. */
	evaluate: (piece: string) => unknown;
}

/** Finds what an expression didn't give: its name within the parameter, or empty text for the parameter as a whole. */
export type FindGap<L extends Look = Look> = (
	given: Given,
	all: unknown,
	look: L,
) => string | undefined;

/** What is looked at, by the name of the parameter. */
export type Places<L extends Look = Look> = Record<string, { label: string; find: FindGap<L> }>;

/** An expression within a longer text. n8n puts empty text in place of missing data there. */
export function isMissingInText({ raw, value }: Given, { evaluate }: Look): boolean {
	if (typeof value !== 'string') return false;
	if (value.includes('[object Object]')) return true;
	const { pieces } = hidePieces(raw);
	if (pieces.length === 1 && raw.slice(1).trim() === pieces[0]) return false;
	return pieces.some((piece) => givesNothing(evaluate(piece)));
}

/** Whether a single `{{ }}` gave nothing; n8n writes empty text in its place. */
export const givesNothing = (given: unknown) =>
	given === undefined || given === null || Number.isNaN(given) || isLost(given);

export const isMissing = (given: Given, look: Look) =>
	isNothing(given.value) || isMissingInText(given, look);

/** Any expression in the parameter must give something. */
export const single: FindGap = (given, _all, look) => (isMissing(given, look) ? '' : undefined);

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
export function refuseMissingIn<L extends Look>(
	context: IExecuteFunctions,
	index: number,
	places: Places<L>,
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
		if (!place || expressionsIn(raw, undefined).length === 0) continue;
		const value = context.getNodeParameter(name, index, null);
		for (const given of expressionsIn(raw, value)) {
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
export function refuseMissingOfTrigger(
	context: Pick<IPollFunctions, 'getNode' | 'getNodeParameter'>,
	labels: Record<string, string>,
): void {
	for (const [name, raw] of Object.entries(context.getNode().parameters)) {
		if (expressionsIn(raw, undefined).length === 0) continue;
		for (const given of expressionsIn(raw, context.getNodeParameter(name, null))) {
			const label = labels[name === 'options' ? given.steps[0]! : name];
			if (label && (isIncomplete(given.value) || isHollow(given))) {
				refuseGap(label, '', given.raw, '');
			}
		}
	}
}

/** Whether an expression within a query or a filter gave nothing where a value must be. */
export const isHollow = ({ raw, value }: Given) =>
	typeof value === 'string' &&
	(value.includes('[object Object]') || hasHole(value) || hasHollowValue(raw, value));

function refuseGap(label: string, gap: string, raw: string, hint = ITEMS): never {
	throw new BadInput(
		label,
		gap === ''
			? 'gets nothing from its expression'
			: `gets nothing for '${gap}' from its expression`,
		`Check the data that ${raw.slice(1, 80).trim()} reads. ${hint}`.trim(),
	);
}
const ITEMS = 'If such items are expected, filter them out before this node.';
