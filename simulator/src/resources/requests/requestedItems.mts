import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord, Reference } from '../../data/types.mts';
import { getCompletionDate, getErrorMessages, startJob, getState } from '../jobs/job.mts';
import type { Job } from '../jobs/job.mts';

const stateNames = {
	queued: 'EXECUTING',
	running: 'EXECUTING',
	succeeded: 'REQUEST_COMPLETED',
	failed: 'PROVISIONING_FAILED',
};

export type RequestItem = AnyRecord & {
	/** ID of the requested object; the record itself has the ID of its activity. */
	objectId: string;
	accessRequestId: string;
	state: string;
	requestType: string;
	requester: Reference;
	requestedFor: Reference;
	/** Provisioning, after the last approval. */
	job?: Job;
};

/** Returns a requested item in its current state; an approved one is provisioned over time. */
export function presentItem(context: SimulatorContext, item: RequestItem): RequestItem {
	const { job } = item;
	if (item.state !== 'EXECUTING' || !job) return item;
	const complaints = getErrorMessages(context, job);
	return {
		...item,
		state: getState(context, job, stateNames),
		modified: getCompletionDate(context, job) ?? item.modified,
		cancelable: getCompletionDate(context, job) === null,
		errorMessages: complaints.length
			? [complaints.map((text) => ({ locale: 'en-US', localeOrigin: 'DEFAULT', text }))]
			: [],
	};
}

/** Returns whether an item is still in progress. */
export const isOpen = (context: SimulatorContext, item: RequestItem): boolean =>
	item.state === 'EXECUTING' && !(item.job && getCompletionDate(context, item.job));

/** Returns the requested items. */
export const listItems = (context: SimulatorContext) =>
	[...context.data.accessRequests] as unknown as RequestItem[];

/** Returns an item in the form of the status service. */
export function shown(context: SimulatorContext, item: RequestItem): AnyRecord {
	const { job: _job, objectId, ...rest } = presentItem(context, item);
	return { ...rest, id: objectId };
}

/** Updates an item. */
export const updateItem = (
	context: SimulatorContext,
	{ id }: AnyRecord,
	fields: Partial<RequestItem>,
) => context.data.accessRequests.update(id, { ...fields, modified: context.timestamp() });

/** Starts the provisioning of an item. */
export const provision = (context: SimulatorContext, item: AnyRecord) =>
	updateItem(context, item, { job: startJob(context, 'access-request') });
