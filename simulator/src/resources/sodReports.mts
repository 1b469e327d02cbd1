import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { AnyRecord } from '../data/types.mts';
import type { JsonObject } from '../http/parseBody.mts';
import { badRequest, notFound } from '../http/errors.mts';
import { createZip } from '../http/zip.mts';
import { hasResult, startJob, getState } from './jobs/job.mts';
import type { Job } from './jobs/job.mts';
import { getRecordOr404 } from './resource.mts';

const POLICIES = '/sod-policies/v1';
const REPORTS = '/sod-violation-report/v1';
const stateNames = { queued: 'PENDING', running: 'PENDING', succeeded: 'SUCCESS', failed: 'ERROR' };

type Report = AnyRecord & { policyIds: string[]; job: Job };

/** Adds violation reports of one policy or of all. */
export function addSodReportRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { sodPolicies, sodReports } = context.data;
	const reportNow = (report: Report) => ({
		type: 'REPORT_RESULT',
		id: report.id,
		name: report.name,
		status: getState(context, report.job, stateNames),
	});
	const run = (policies: AnyRecord[], name: unknown) => {
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
		app.post(`${POLICIES}/:id/${command}`, (request) => {
			const policy = getRecordOr404(sodPolicies, request);
			return run([policy], `${policy.name} violations`);
		});
	}
	app.get(`${POLICIES}/:id/violation-report`, (request) => {
		const { id } = getRecordOr404(sodPolicies, request);
		return last(({ policyIds }) => policyIds.length === 1 && policyIds[0] === id);
	});
	app.get(`${POLICIES}/sod-violation-report-status/:id`, (request) =>
		reportNow(getRecordOr404(sodReports, request) as Report),
	);

	app.post(`${REPORTS}/run`, (request) => {
		const wanted = ((request.body ?? {}) as JsonObject).filteredPolicyList;
		const all = [...sodPolicies];
		const policies = Array.isArray(wanted) ? all.filter(({ id }) => wanted.includes(id)) : all;
		return run(policies, 'All policy violations');
	});
	app.get(REPORTS, () => last(({ name }) => name === 'All policy violations'));

	const download = (request: FastifyRequest, reply: FastifyReply) => {
		const report = getRecordOr404(sodReports, request) as Report;
		if (!hasResult(context, report.job)) throw badRequest("The report isn't finished yet.");
		const { fileName = 'violations' } = request.params as { fileName?: string };
		const policies = report.policyIds.flatMap((id) => sodPolicies.get(id) ?? []);
		const lines = ['Policy,Level,State', ...policies.map(getLine)];
		const bytes = Buffer.from(`${lines.join('\r\n')}\r\n`);
		return reply
			.type('application/zip')
			.header('content-disposition', `attachment; filename="${fileName}.zip"`)
			.send(createZip([{ name: `${fileName}.csv`, bytes }]));
	};
	app.get(`${REPORTS}/:id/download`, download);
	app.get(`${REPORTS}/:id/download/:fileName`, download);
}

const getLine = ({ name, level, state }: AnyRecord) => `"${name}",${level},${state}`;
