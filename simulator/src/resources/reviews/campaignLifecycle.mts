import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain } from '../../data/types.mts';
import type { Deletion } from '../jobs/applyFinishedDeletions.mts';
import { complaintsOf, startJob, stateOf } from '../jobs/job.mts';
import type { Job } from '../jobs/job.mts';
import { addJob } from '../jobs/jobRecords.mts';

/** What a campaign shows on its way, and where it gets. */
const ways = {
	generate: { during: 'PENDING', after: 'STAGED', phase: 'STAGED' },
	activate: { during: 'ACTIVATING', after: 'ACTIVE', phase: 'ACTIVE' },
	complete: { during: 'COMPLETING', after: 'COMPLETED', phase: 'SIGNED' },
};
type Way = keyof typeof ways;

type Moving = Plain & { job?: Job; way?: Way | 'delete' };

/** A campaign as it stands now. */
export function campaignNow(context: TenantContext, campaign: Plain): Plain {
	const { job, way, ...rest } = campaign as Moving;
	const record: Plain = { ...rest, id: campaign.id };
	if (!job || !way) return record;
	// One that is deleted looks as it did before, until it is gone.
	const before = String(record.status);
	const { during, after } = way === 'delete' ? { during: before, after: before } : ways[way];
	const words = { queued: during, running: during, succeeded: after, failed: 'ERROR' };
	const alerts = complaintsOf(context, job).map((text) => ({
		level: 'ERROR',
		localizations: [{ locale: 'en-US', localeOrigin: 'DEFAULT', text }],
	}));
	return { ...record, status: stateOf(context, job, words), alerts };
}

/** Sends a campaign on its way; its certifications follow. */
export function move(context: TenantContext, { id }: Plain, way: Way): void {
	const { campaigns, certifications } = context.data;
	campaigns.update(id, {
		job: startJob(context, 'campaign'),
		way,
		modified: context.timestamp(),
	});
	for (const certification of certifications) {
		if ((certification.campaign as { id: string }).id !== id) continue;
		const { phase } = ways[way];
		certifications.update(certification.id, { phase, completed: phase === 'SIGNED' });
	}
}

/** Starts to delete a campaign. */
export function startDeletion(context: TenantContext, campaign: Plain): void {
	const { id } = campaign;
	const deletion: Deletion = { deletes: { from: 'campaigns', id } };
	const { job } = addJob(context, 'campaign-deletion', deletion);
	const { status } = campaignNow(context, campaign);
	context.data.campaigns.update(id, { status, job, way: 'delete' });
}
