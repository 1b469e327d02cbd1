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
	/** What is asked for; the record itself has the id of its activity. */
	objectId: string;
	accessRequestId: string;
	state: string;
	requestType: string;
	requester: Reference;
	requestedFor: Reference;
	/** Provisioning, once nobody has to approve any more. */
	job?: Job;
};

/** A requested item as it stands now: an approved one is provisioned with the clock. */
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

/** Whether an item is still under way. */
export const isOpen = (context: SimulatorContext, item: RequestItem): boolean =>
	item.state === 'EXECUTING' && !(item.job && getCompletionDate(context, item.job));

/** The items of a tenant. */
export const listItems = (context: SimulatorContext) =>
	[...context.data.accessRequests] as unknown as RequestItem[];

/** An item as the status service shows it. */
export function shown(context: SimulatorContext, item: RequestItem): AnyRecord {
	const { job: _job, objectId, ...rest } = presentItem(context, item);
	return { ...rest, id: objectId };
}

/** Changes an item. */
export const updateItem = (
	context: SimulatorContext,
	{ id }: AnyRecord,
	fields: Partial<RequestItem>,
) => context.data.accessRequests.update(id, { ...fields, modified: context.timestamp() });

/** Lets an item go on to provisioning. */
export const provision = (context: SimulatorContext, item: AnyRecord) =>
	updateItem(context, item, { job: startJob(context, 'access-request') });
