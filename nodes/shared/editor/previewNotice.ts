import escape from 'lodash/escape';
import type { IDataObject, ResourceMapperFields } from 'n8n-workflow';

import { ParameterError } from '../parameters/parameterError';

/** Returns a text as a notice without fields: n8n has no other read-only text that can change. */
export const toNotice = (text: string): ResourceMapperFields => ({
	fields: [],
	emptyFieldsNotice: escape(text),
});

const UNRESOLVED =
	'Expressions are resolved when the workflow runs. To see the result now, run the previous nodes.';

/** Returns whether a row has an expression without a result: the editor then returns null. */
const hasUnresolvedExpression = (values: unknown[]): boolean =>
	values.some((value) => value === null);

/** Returns the values of rows that the result depends on. */
export const listRowValues = (rows: IDataObject[], fields: readonly string[]): unknown[] =>
	rows.flatMap((row) => fields.map((field) => row[field]));

/**
 * Builds the notice that shows the result of rows, or says what they lack.
 * @param label start of the notice, such as `Resulting filter`
 * @param values values that the result depends on
 * @param build returns the result; empty if there is none
 */
export function buildPreviewNotice(
	label: string,
	values: unknown[],
	build: () => string,
): ResourceMapperFields {
	if (hasUnresolvedExpression(values)) return toNotice(UNRESOLVED);
	try {
		return toNotice(`${label}: ${build() || 'none'}`);
	} catch (error) {
		const { message } = error as Error;
		return toNotice(error instanceof ParameterError ? `${message}. ${error.description}` : message);
	}
}
