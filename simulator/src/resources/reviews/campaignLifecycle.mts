import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord } from '../../data/types.mts';
import type { Deletion } from '../jobs/applyFinishedDeletions.mts';
import { getErrorMessages, startJob, getState } from '../jobs/job.mts';
import type { Job } from '../jobs/job.mts';
import { addJob } from '../jobs/jobRecords.mts';

/** What a campaign shows on its way, and where it gets. */
const transitions = {
	generate: { during: 'PENDING', after: 'STAGED', phase: 'STAGED' },
	activate: { during: 'ACTIVATING', after: 'ACTIVE', phase: 'ACTIVE' },
	complete: { during: 'COMPLETING', after: 'COMPLETED', phase: 'SIGNED' },
};
type Transition = keyof typeof transitions;

type Moving = AnyRecord & { job?: Job; transition?: Transition | 'delete' };

/** A campaign as it stands now. */
export function presentCampaign(context: SimulatorContext, campaign: AnyRecord): AnyRecord {
	const { job, transition, ...rest } = campaign as Moving;
	const record: AnyRecord = { ...rest, id: campaign.id };
	if (!job || !transition) return record;
	// One that is deleted looks as it did before, until it is gone.
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

/** Sends a campaign on its way; its certifications follow. */
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

/** Starts to delete a campaign. */
export function startDeletion(context: SimulatorContext, campaign: AnyRecord): void {
	const { id } = campaign;
	const deletion: Deletion = { deletes: { from: 'campaigns', id } };
	const { job } = addJob(context, 'campaign-deletion', deletion);
	const { status } = presentCampaign(context, campaign);
	context.data.campaigns.update(id, { status, job, transition: 'delete' });
}
