import type { FastifyInstance, FastifyReply } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { parseCsv } from '../http/csv.mts';
import { badRequest } from '../http/errors.mts';
import { requireFile } from '../http/multipart.mts';
import { parseList } from '../http/parseBody.mts';
import { getOperationFacts } from '../operationFacts.mts';
import { startJob, getState, willSucceed } from './jobs/job.mts';
import type { Job } from './jobs/job.mts';
import { getRecordOr404 } from './resource.mts';

const PATH = '/non-employee-sources/v1';
// The columns of the files: the path names the source.
const columns = getOperationFacts('POST', '/non-employee-records/v1').required.filter(
	(name) => name !== 'sourceId',
);
const stateNames = {
	queued: 'PENDING',
	running: 'IN_PROGRESS',
	succeeded: 'COMPLETED',
	failed: 'ERROR',
};

const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
const sendCsv = (reply: FastifyReply, name: string, lines: string[]) =>
	reply
		.type('text/csv; charset=utf-8')
		.header('content-disposition', `attachment; filename="${name}"`)
		.send(`${lines.join('\r\n')}\r\n`);

/** Adds the CSV files of non-employees (download, upload, template), and the bulk deletion of records. */
export function addNonEmployeeRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { nonEmployeeRecords, nonEmployeeSources } = context.data;

	app.get(`${PATH}/:id/non-employees/download`, (request, reply) => {
		const source = getRecordOr404(nonEmployeeSources, request);
		const rows = [...nonEmployeeRecords].filter(({ sourceId }) => sourceId === source.id);
		const lines = rows.map((row) => columns.map((name) => cell(row[name])).join(','));
		return sendCsv(reply, `${source.name}.csv`, [columns.join(','), ...lines]);
	});
	app.get(`${PATH}/:id/schema-attributes-template/download`, (request, reply) => {
		getRecordOr404(nonEmployeeSources, request);
		return sendCsv(reply, 'template.csv', [columns.join(',')]);
	});

	app.post(`${PATH}/:id/non-employee-bulk-upload`, async (request) => {
		const source = getRecordOr404(nonEmployeeSources, request);
		const { bytes } = await requireFile(request, 'data');
		let rows: Record<string, string>[];
		try {
			rows = parseCsv(bytes.toString());
		} catch (error) {
			throw badRequest((error as Error).message);
		}
		const job = startJob(context, 'non-employee-upload');
		const created = context.timestamp();
		// An upload that fails adds no records.
		for (const row of willSucceed(job) ? rows : []) {
			const times = { created, modified: created };
			nonEmployeeRecords.add({ ...row, sourceId: source.id, data: {}, ...times });
		}
		const { id } = context.data.jobs.add({ sourceId: source.id, job });
		const status = getState(context, job, stateNames);
		return { id, sourceId: source.id, created, modified: created, status };
	});
	// The state of the last upload; empty when there was none.
	app.get(`${PATH}/:id/non-employee-bulk-upload/status`, (request) => {
		const { id } = getRecordOr404(nonEmployeeSources, request);
		const upload = [...context.data.jobs].findLast(({ sourceId }) => sourceId === id);
		return upload ? { status: getState(context, upload.job as Job, stateNames) } : {};
	});

	app.post('/non-employee-records/v1/bulk-delete', (request, reply) => {
		for (const id of parseList(request, 'ids')) nonEmployeeRecords.remove(String(id));
		reply.send();
	});
}
