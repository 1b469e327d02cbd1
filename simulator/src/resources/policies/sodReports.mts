import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain } from '../../data/types.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest, notFound } from '../../http/errors.mts';
import { zipOf } from '../../http/zip.mts';
import { anyToken } from '../auth.mts';
import { hasResult, startJob, stateOf } from '../jobs/job.mts';
import type { Job } from '../jobs/job.mts';
import { recordOf } from '../records.mts';

const POLICIES = '/sod-policies/v1';
const REPORTS = '/sod-violation-report/v1';
const read = anyToken('idn:sod-violation:read', 'idn:sod-violation:manage');
const manage = anyToken('idn:sod-violation:manage');
const words = { queued: 'PENDING', running: 'PENDING', succeeded: 'SUCCESS', failed: 'ERROR' };

type Report = Plain & { policyIds: string[]; job: Job };

/** Adds the reports on violations of policies, of one policy or of all. */
export function sodReportRoutes(app: FastifyInstance, context: TenantContext): void {
	const { sodPolicies, sodReports } = context.data;
	const reportNow = (report: Report) => ({
		type: 'REPORT_RESULT',
		id: report.id,
		name: report.name,
		status: stateOf(context, report.job, words),
	});
	const run = (policies: Plain[], name: unknown) => {
		const policyIds = policies.map(({ id }) => id);
		const job = startJob(context, 'sod-report');
		return reportNow(sodReports.add({ name, policyIds, job }) as Report);
	};
	const last = (test: (report: Report) => boolean) => {
		const report = ([...sodReports] as Report[]).findLast(test);
		if (!report) throw notFound('violation report', 'last');
		return reportNow(report);
	};

	for (const command of ['violation-report/run', 'evaluate']) {
		app.post(`${POLICIES}/:id/${command}`, { config: manage }, (request) => {
			const policy = recordOf(sodPolicies, request);
			return run([policy], `${policy.name} violations`);
		});
	}
	app.get(`${POLICIES}/:id/violation-report`, { config: read }, (request) => {
		const { id } = recordOf(sodPolicies, request);
		return last(({ policyIds }) => policyIds.length === 1 && policyIds[0] === id);
	});
	app.get(`${POLICIES}/sod-violation-report-status/:id`, { config: read }, (request) =>
		reportNow(recordOf(sodReports, request) as Report),
	);

	app.post(`${REPORTS}/run`, { config: manage }, (request) => {
		const wanted = ((request.body ?? {}) as JsonObject).filteredPolicyList;
		const all = [...sodPolicies];
		const policies = Array.isArray(wanted) ? all.filter(({ id }) => wanted.includes(id)) : all;
		return run(policies, 'All policy violations');
	});
	app.get(REPORTS, { config: read }, () => last(({ name }) => name === 'All policy violations'));

	const download = (request: FastifyRequest, reply: FastifyReply) => {
		const report = recordOf(sodReports, request) as Report;
		if (!hasResult(context, report.job)) throw badRequest('There is no report yet.');
		const { fileName = 'violations' } = request.params as { fileName?: string };
		const policies = report.policyIds.flatMap((id) => sodPolicies.get(id) ?? []);
		const lines = ['Policy,Level,State', ...policies.map(lineOf)];
		const bytes = Buffer.from(`${lines.join('\r\n')}\r\n`);
		return reply
			.type('application/zip')
			.header('content-disposition', `attachment; filename="${fileName}.zip"`)
			.send(zipOf([{ name: `${fileName}.csv`, bytes }]));
	};
	app.get(`${REPORTS}/:id/download`, { config: read }, download);
	app.get(`${REPORTS}/:id/download/:fileName`, { config: read }, download);
}

const lineOf = ({ name, level, state }: Plain) => `"${name}",${level},${state}`;
