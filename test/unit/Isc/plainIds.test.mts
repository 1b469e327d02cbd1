/* Lists the required IDs of actions that people must enter as text. Each needs a reason. */
import { ACTION_RESOURCES } from '../../../nodes/Isc/actions.ts';
import { getReferences, getTopField } from '../../../nodes/Isc/references.ts';
import type { Operation } from '../../../nodes/shared/catalogue/types.ts';

const NO_LIST = 'ISC has no list of them.';
const NEEDS_WORKFLOW = 'ISC lists executions of one workflow only, and the action has no workflow.';

/** Required IDs without a picker, each with the reason. */
const PLAIN_IDS: Record<string, string> = {
	'cancelWorkflowExecutionV1 id': NEEDS_WORKFLOW,
	'getDefaultViolationReportV1 reportResultId': NO_LIST,
	'getPasswordChangeStatusV1 id': NO_LIST,
	'getSodViolationReportRunStatusV1 reportResultId': NO_LIST,
	'getSpConfigExportStatusV1 id': NO_LIST,
	'getSpConfigExportV1 id': NO_LIST,
	'getWorkflowExecutionV1 id': NEEDS_WORKFLOW,
};

const ID = /(^|[a-z-])(id|ids|owner|assignee|reviewer|reassign\w*)$/i;

/** Returns the names of required IDs without a picker. */
function listPlainIds(resource: string, operation: Operation): string[] {
	const { body, parameters, id } = operation;
	const references = getReferences(resource, operation);
	const filled = new Set(references.flatMap((one) => [getTopField(one), one.entry]));
	const fields = references.some(({ field, entry }) => !field && !entry) ? [] : body?.fields;
	return [
		...parameters.filter(
			({ in: place, required, lookup, enum: values }) =>
				place === 'path' && required && !lookup && !values,
		),
		...(fields ?? []).filter(
			({ name, required }) => required && !filled.has(name) && ID.test(name),
		),
	].map(({ name }) => `${id} ${name}`);
}

test('each required ID of an action has a picker, except those that ISC cannot list', () => {
	const plain = ACTION_RESOURCES.flatMap(({ value, operations }) =>
		operations.flatMap(({ operation }) => listPlainIds(value, operation)),
	);
	expect(plain.sort()).toEqual(Object.keys(PLAIN_IDS));
});
