import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import type { Operation } from '../../catalogue/operation';
import { BadInput } from '../../client/errors/failures';
import { expressionsIn } from '../../forms/expressions';
import { PLACES } from './findGap';

/** As the workflow stores them; n8n copies the whole node each time it is asked. */
const stored = new WeakMap<object, INodeParameters>();

function parametersOf(context: IExecuteFunctions): INodeParameters {
	const known = stored.get(context) ?? context.getNode().parameters;
	stored.set(context, known);
	return known;
}

/**
 * Refuses an item whose expressions give nothing where they say which objects are meant: a request without
 * that would reach others. What the user left empty is not set, and stays so.
 * @param labels of parameters that the editor calls otherwise here
 * @throws BadInput naming the parameter
 */
export function refuseMissing(
	context: IExecuteFunctions,
	index: number,
	operation?: Operation,
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
	for (const [name, raw] of Object.entries(parametersOf(context))) {
		const place = PLACES[name];
		if (!place || expressionsIn(raw, undefined).length === 0) continue;
		const value = context.getNodeParameter(name, index, null);
		for (const given of expressionsIn(raw, value)) {
			const gap = place.find(given, value, { operation, evaluate });
			if (gap !== undefined) refuse(labels[name] ?? place.label, gap, given.raw);
		}
	}
}

function refuse(label: string, gap: string, raw: string): never {
	throw new BadInput(
		label,
		gap === ''
			? 'gets nothing from its expression'
			: `gets nothing for '${gap}' from its expression`,
		`Check the data that ${raw.slice(1, 80).trim()} reads. If such items are expected, filter them out before this node.`,
	);
}
