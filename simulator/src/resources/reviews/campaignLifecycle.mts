import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord } from '../../data/types.mts';
import type { Deletion } from '../jobs/applyFinishedDeletions.mts';
import { getErrorMessages, startJob, getState } from '../jobs/job.mts';
import type { Job } from '../jobs/job.mts';
import { addJob } from '../jobs/jobRecords.mts';

/** The states of a campaign during and after a transition. */
const transitions = {
	generate: { during: 'PENDING', after: 'STAGED', phase: 'STAGED' },
	activate: { during: 'ACTIVATING', after: 'ACTIVE', phase: 'ACTIVE' },
	complete: { during: 'COMPLETING', after: 'COMPLETED', phase: 'SIGNED' },
};
type Transition = keyof typeof transitions;

type Moving = AnyRecord & { job?: Job; transition?: Transition | 'delete' };

/** Returns a campaign in its current state. */
export function presentCampaign(context: SimulatorContext, campaign: AnyRecord): AnyRecord {
	const { job, transition, ...rest } = campaign as Moving;
	const record: AnyRecord = { ...rest, id: campaign.id };
	if (!job || !transition) return record;
	// A campaign looks unchanged until it is deleted.
	const before = String(record.status);
	const { during, after } =
		transition === 'delete' ? { during: before, after: before } : transitions[transition];
	const stateNames = { queued: during, running: during, succeeded: after, failed: 'ERROR' };
	const alerts = getErrorMessages(context, job).map((text) => ({
		level: 'ERROR',
		localizations: [{ locale: 'en-US', localeOrigin: 'DEFAULT', text }],
	}));
	return { ...record, status: getState(context, job, stateNames), alerts };
}

/** Starts a transition of a campaign and its certifications. */
export function startTransition(
	context: SimulatorContext,
	{ id }: AnyRecord,
	transition: Transition,
): void {
	const { campaigns, certifications } = context.data;
	campaigns.update(id, {
		job: startJob(context, 'campaign'),
		transition,
		modified: context.timestamp(),
	});
	for (const certification of certifications) {
		if ((certification.campaign as { id: string }).id !== id) continue;
		const { phase } = transitions[transition];
		certifications.update(certification.id, { phase, completed: phase === 'SIGNED' });
	}
}

/** Starts the deletion of a campaign. */
export function startDeletion(context: SimulatorContext, campaign: AnyRecord): void {
	const { id } = campaign;
	const deletion: Deletion = { deletes: { from: 'campaigns', id } };
	const { job } = addJob(context, 'campaign-deletion', deletion);
	const { status } = presentCampaign(context, campaign);
	context.data.campaigns.update(id, { status, job, transition: 'delete' });
}
