import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../../shared/catalogue/types';
import { ParameterError } from '../../shared/parameters/parameterError';
import { getRows } from '../../shared/parameters/rows';

/*
 * The editor hides the parameters that an operation can't use. If the operation is entered by its ID or selected by an
 * expression, it shows all of them. A value without effect would change another request than the user expects.
 */

/** @throws ParameterError if a filter is set that the operation can't apply */
export function assertFilterable(operation: Operation, filterExpression: unknown): void {
	if (operation.filters || (filterExpression ?? '') === '') return;
	throw new ParameterError(
		'Filter Expression',
		`is set, but '${operation.title}' has no filters`,
		"Remove the option, or enter filters under 'Additional Parameters' if the operation has any.",
	);
}

const KNOWN_ID = /^(query|header)\.|^body(\.|$)/;
const KNOWN_ID_WITH_ATTRIBUTES = /^(query|header|attribute)\.|^body(\.|$)/;

/**
 * @param hasAttributes whether the operation has fields for the attributes of a source
 * @throws ParameterError for an ID without a location, because its value would not be sent
 */
export function assertKnownIds(ids: string[], hasAttributes: boolean): void {
	const known = hasAttributes ? KNOWN_ID_WITH_ATTRIBUTES : KNOWN_ID;
	const unknown = ids.find((id) => !known.test(id));
	if (unknown === undefined) return;
	throw new ParameterError(
		'Values',
		`contains an unknown field: '${unknown}'`,
		`Use the ID of the field in the editor, such as body.${unknown} or query.${unknown}.`,
	);
}

/** @throws ParameterError if changes are set that the operation can't apply */
export function assertNoChanges(
	context: IExecuteFunctions,
	index: number,
	{ title }: Operation,
): void {
	if (getRows(context.getNodeParameter('changes', index, {}), 'change').length === 0) return;
	throw new ParameterError(
		'Changes',
		`is set, but '${title}' doesn't accept changes`,
		"Remove the changes. Enter the values under 'Values', if the operation has any.",
	);
}

/** @throws ParameterError for the field of a body that consists of changes */
export function assertNoBodyFields([name]: string[]): void {
	if (name === undefined) return;
	throw new ParameterError(
		name,
		"is set under 'Values', but this operation accepts changes only",
		"Enter it under 'Changes'.",
	);
}
