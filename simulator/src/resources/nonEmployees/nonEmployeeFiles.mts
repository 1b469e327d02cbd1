import type { FastifyInstance, FastifyReply } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { parseCsv } from '../../http/csv.mts';
import { badRequest } from '../../http/errors.mts';
import { requireFile } from '../../http/multipart.mts';
import { anyToken } from '../auth.mts';
import { startJob, stateOf, takesEffect } from '../jobs/job.mts';
import type { Job } from '../jobs/job.mts';
import { recordOf } from '../records.mts';
import { columns } from './nonEmployeeFields.mts';

const PATH = '/non-employee-sources/v1';
const read = anyToken('idn:nelm:read');
const words = {
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

/** Adds the files of non-employees: records out and in, and the header for a new one. */
export function nonEmployeeFileRoutes(app: FastifyInstance, context: TenantContext): void {
	const { nonEmployeeRecords, nonEmployeeSources } = context.data;

	app.get(`${PATH}/:id/non-employees/download`, { config: read }, (request, reply) => {
		const source = recordOf(nonEmployeeSources, request);
		const rows = [...nonEmployeeRecords].filter(({ sourceId }) => sourceId === source.id);
		const lines = rows.map((row) => columns.map((name) => cell(row[name])).join(','));
		return sendCsv(reply, `${source.name}.csv`, [columns.join(','), ...lines]);
	});
	app.get(`${PATH}/:id/schema-attributes-template/download`, { config: read }, (request, reply) => {
		recordOf(nonEmployeeSources, request);
		return sendCsv(reply, 'template.csv', [columns.join(',')]);
	});

	app.post(
		`${PATH}/:id/non-employee-bulk-upload`,
		{ config: anyToken('idn:nelm:manage') },
		async (request, reply) => {
			const source = recordOf(nonEmployeeSources, request);
			const { bytes } = await requireFile(request, 'data');
			let rows: Record<string, string>[];
			try {
				rows = parseCsv(bytes.toString());
			} catch (error) {
				throw badRequest((error as Error).message);
			}
			const job = startJob(context, 'non-employee-upload');
			const created = context.timestamp();
			// Rows of an upload that fails do not come in.
			for (const row of takesEffect(job) ? rows : []) {
				const times = { created, modified: created };
				nonEmployeeRecords.add({ ...row, sourceId: source.id, data: {}, ...times });
			}
			const { id } = context.data.jobs.add({ sourceId: source.id, job });
			reply.code(202);
			const status = stateOf(context, job, words);
			return { id, sourceId: source.id, created, modified: created, status };
		},
	);
	// That of the last upload; without one there is nothing to tell.
	app.get(`${PATH}/:id/non-employee-bulk-upload/status`, { config: read }, (request) => {
		const { id } = recordOf(nonEmployeeSources, request);
		const upload = [...context.data.jobs].findLast(({ sourceId }) => sourceId === id);
		return upload ? { status: stateOf(context, upload.job as Job, words) } : {};
	});
}
