import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain, Reference } from '../../data/types.mts';
import { completedAt, complaintsOf, startJob, stateOf } from '../jobs/job.mts';
import type { Job } from '../jobs/job.mts';

const words = {
	queued: 'EXECUTING',
	running: 'EXECUTING',
	succeeded: 'REQUEST_COMPLETED',
	failed: 'PROVISIONING_FAILED',
};

export type RequestItem = Plain & {
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
export function itemNow(context: TenantContext, item: RequestItem): RequestItem {
	const { job } = item;
	if (item.state !== 'EXECUTING' || !job) return item;
	const complaints = complaintsOf(context, job);
	return {
		...item,
		state: stateOf(context, job, words),
		modified: completedAt(context, job) ?? item.modified,
		cancelable: completedAt(context, job) === null,
		errorMessages: complaints.length
			? [complaints.map((text) => ({ locale: 'en-US', localeOrigin: 'DEFAULT', text }))]
			: [],
	};
}

/** Whether an item is still under way. */
export const isOpen = (context: TenantContext, item: RequestItem): boolean =>
	item.state === 'EXECUTING' && !(item.job && completedAt(context, item.job));

/** The items of a tenant. */
export const itemsOf = (context: TenantContext) =>
	[...context.data.accessRequests] as unknown as RequestItem[];

/** An item as the status service shows it. */
export function shown(context: TenantContext, item: RequestItem): Plain {
	const { job: _job, objectId, ...rest } = itemNow(context, item);
	return { ...rest, id: objectId };
}

/** Changes an item. */
export const updateItem = (context: TenantContext, { id }: Plain, fields: Partial<RequestItem>) =>
	context.data.accessRequests.update(id, { ...fields, modified: context.timestamp() });

/** Lets an item go on to provisioning. */
export const provision = (context: TenantContext, item: Plain) =>
	updateItem(context, item, { job: startJob(context, 'access-request') });
