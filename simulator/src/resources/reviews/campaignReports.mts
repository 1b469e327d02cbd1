import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord } from '../../data/types.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { startJob, getState, removeUtcOffset } from '../jobs/job.mts';
import type { Job } from '../jobs/job.mts';
import { getRecordOr404 } from '../resource.mts';
import { resolveReference } from '../resolveReference.mts';
import { startCertificationTask } from './certificationTasks.mts';
import { reassign } from './certificationDecisions.mts';

const PATH = '/campaigns/v1';
const MOST_MOVED = 250;
const types = [
	'CAMPAIGN_COMPOSITION_REPORT',
	'CAMPAIGN_REMEDIATION_STATUS_REPORT',
	'CAMPAIGN_STATUS_REPORT',
	'CERTIFICATION_SIGNOFF_REPORT',
];
const stateNames = { queued: 'PENDING', running: 'PENDING', succeeded: 'SUCCESS', failed: 'ERROR' };

/** Adds the reports of campaigns, and the reassignment of their certifications. */
export function addCampaignReportRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { campaigns, certifications, identities, reports } = context.data;

	app.post(`${PATH}/:id/run-report/:type`, (request) => {
		const { type } = request.params as { type: string };
		const { id } = getRecordOr404(campaigns, request);
		if (!types.includes(type)) throw badRequest(`Unknown report type: "${type}".`);
		const job = startJob(context, 'campaign-report');
		reports.add({ campaignId: id, reportType: type, job, rows: Math.min(100, identities.size) });
		return {};
	});
	// All four types, each with its last run, and null for those that never ran.
	const writeDate = (date: string) =>
		context.options.jobs.campaignReportDates === 'utc' ? date : removeUtcOffset(date);
	app.get(`${PATH}/:id/reports`, (request) => {
		const { id } = getRecordOr404(campaigns, request);
		const ran = [...reports].filter((report) => report.campaignId === id);
		return types.map((reportType) => {
			const report = ran.findLast((one) => one.reportType === reportType);
			const job = report?.job as Job | undefined;
			return {
				type: 'REPORT_RESULT',
				id: report?.id ?? null,
				name: reportType.toLowerCase().replaceAll('_', ' '),
				status: job ? getState(context, job, stateNames) : null,
				reportType,
				lastRunAt: (job && writeDate(job.launched)) ?? null,
			};
		});
	});

	app.post(`${PATH}/:id/reassign`, (request) => {
		const { id } = getRecordOr404(campaigns, request);
		const body = parseObjectBody(request);
		requireFields(body, ['certificationIds', 'reassignTo.id', 'reason']);
		const ids = body.certificationIds;
		if (!Array.isArray(ids) || ids.length > MOST_MOVED) {
			throw badRequest(`"certificationIds" must be a list of no more than ${MOST_MOVED}.`);
		}
		const to = resolveReference(body.reassignTo, identities, 'IDENTITY', 'reassignTo');
		const chosen = ids.map((one) => {
			const certification = certifications.get(String(one));
			if ((certification?.campaign as { id?: string } | undefined)?.id !== id) {
				throw badRequest(`The campaign has no certification "${String(one)}".`);
			}
			return certification as AnyRecord;
		});
		const trail = chosen.map((one) => reassign(context, one, to, body.reason));
		const target = { targetType: 'CAMPAIGN', targetId: id } as const;
		return startCertificationTask(context, { type: 'ADMIN_REASSIGN', ...target }, trail);
	});
}
