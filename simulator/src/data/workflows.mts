import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { AnyRecord } from './types.mts';

/** Returns the workflow at an index. */
export function buildWorkflow(context: RecordBuilderContext, index: number, id: string): AnyRecord {
	const created = getCreatedDate(index, context.counts.workflows);
	const owner = context.identityRef(index);
	return {
		id,
		name: `Workflow ${index + 1}`,
		description: `Simulated workflow ${index + 1}`,
		owner,
		creator: owner,
		modifiedBy: owner,
		created,
		modified: getModifiedDate(created, 3),
		enabled: index % 2 === 0,
		executionCount: index * 3,
		failureCount: index % 3,
		definition: { start: 'Finish', steps: { Finish: { type: 'success' } } },
		trigger: { type: 'EXTERNAL', displayName: null, attributes: {} },
	};
}

/** Returns the launcher at an index. */
export function buildLauncher(context: RecordBuilderContext, index: number, id: string): AnyRecord {
	const created = getCreatedDate(index, context.counts.launchers);
	const { type, id: ownerId } = context.identityRef(index);
	return {
		id,
		created,
		modified: created,
		owner: { type, id: ownerId },
		name: `Launcher ${index + 1}`,
		description: `Starts workflow ${index + 1}`,
		type: 'INTERACTIVE_PROCESS',
		disabled: index % 4 === 3,
		reference: {
			type: 'WORKFLOW',
			id: context.idOf('workflow', index % Math.max(1, context.counts.workflows)),
		},
		config: '{}',
	};
}
