import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain } from '../../data/types.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { userToken } from '../auth.mts';
import { startJob, stateOf, withoutOffset } from '../jobs/job.mts';
import type { Job } from '../jobs/job.mts';
import { recordOf } from '../records.mts';
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
const words = { queued: 'PENDING', running: 'PENDING', succeeded: 'SUCCESS', failed: 'ERROR' };

/** Adds the reports of campaigns, and the move of their certifications to somebody else. */
export function campaignWorkRoutes(app: FastifyInstance, context: TenantContext): void {
	const { campaigns, certifications, identities, reports } = context.data;

	app.post(
		`${PATH}/:id/run-report/:type`,
		{ config: userToken('idn:campaign-report:manage') },
		(request, reply) => {
			const { type } = request.params as { type: string };
			const { id } = recordOf(campaigns, request);
			if (!types.includes(type)) throw badRequest(`There is no report type "${type}".`);
			const job = startJob(context, 'campaign-report');
			reports.add({ campaignId: id, reportType: type, job, rows: Math.min(100, identities.size) });
			reply.code(202);
			return {};
		},
	);
	// All four kinds, each as it ran last, and no state for those that never ran.
	const read = userToken('idn:campaign-report:read', 'idn:campaign-report:manage');
	const writeDate = (date: string) =>
		context.options.jobs.campaignReportDates === 'utc' ? date : withoutOffset(date);
	app.get(`${PATH}/:id/reports`, { config: read }, (request) => {
		const { id } = recordOf(campaigns, request);
		const ran = [...reports].filter((report) => report.campaignId === id);
		return types.map((reportType) => {
			const report = ran.findLast((one) => one.reportType === reportType);
			const job = report?.job as Job | undefined;
			return {
				type: 'REPORT_RESULT',
				id: report?.id ?? null,
				name: reportType.toLowerCase().replaceAll('_', ' '),
				status: job ? stateOf(context, job, words) : null,
				reportType,
				lastRunAt: (job && writeDate(job.launched)) ?? null,
			};
		});
	});

	app.post(
		`${PATH}/:id/reassign`,
		{ config: userToken('idn:campaign:manage') },
		(request, reply) => {
			const { id } = recordOf(campaigns, request);
			const body = objectBody(request);
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
				return certification as Plain;
			});
			const trail = chosen.map((one) => reassign(context, one, to, body.reason));
			const target = { targetType: 'CAMPAIGN', targetId: id } as const;
			reply.code(202);
			return startCertificationTask(context, { type: 'ADMIN_REASSIGN', ...target }, trail);
		},
	);
}
