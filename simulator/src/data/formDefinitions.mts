import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { AnyRecord } from './types.mts';

/** Returns the form definition at an index. */
export function buildFormDefinition(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const created = getCreatedDate(index, context.counts.formDefinitions);
	return {
		id,
		name: `Form ${index + 1}`,
		description: `Form ${index + 1} of the simulated tenant`,
		owner: context.identityRef(index),
		usedBy: [],
		formInput: [],
		formElements: [],
		formConditions: [],
		created,
		modified: getModifiedDate(created, 2),
	};
}
