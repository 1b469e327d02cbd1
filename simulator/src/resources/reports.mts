import type { FastifyInstance, FastifyRequest } from 'fastify';
import { firstValue } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { AnyRecord } from '../data/types.mts';
import { parseObjectBody, requireFields } from '../http/parseBody.mts';
import { RawResponse, badRequest } from '../http/errors.mts';
import { startJob, getState, willSucceed, removeUtcOffset } from './jobs/job.mts';
import type { Job } from './jobs/job.mts';
import { getRecordOr404 } from './resource.mts';
import { presentTask } from './tasks.mts';

const stateNames = { queued: '', running: '', succeeded: 'SUCCESS', failed: 'FAILURE' };
const types = [
	'ACCOUNTS',
	'IDENTITIES_DETAILS',
	'IDENTITIES',
	'IDENTITY_PROFILE_IDENTITY_ERROR',
	'ORPHAN_IDENTITIES',
	'SEARCH_EXPORT',
	'UNCORRELATED_ACCOUNTS',
];

/** Returns whether a client accepts a media type. A report fails if the client only accepts JSON. */
function accepts(request: FastifyRequest, type: string): boolean {
	const ranges = (request.headers.accept ?? '*/*')
		.split(',')
		.map((part) => part.split(';')[0]?.trim());
	return ranges.some((range) => range === type || range === '*/*' || range === 'application/*');
}

function getRows(context: SimulatorContext, report: AnyRecord): string[] {
	const rows = ['Display Name,Alias,Email'];
	for (const { name, alias, emailAddress } of context.data.identities) {
		if (rows.length > Number(report.rows)) break;
		rows.push(`"${name}","${alias}","${emailAddress ?? ''}"`);
	}
	return rows;
}

// Only header and trailer, enough for a viewer to detect the file type.
const emptyPdf = Buffer.from(
	'%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** Adds reports. */
export function addReportRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { reports, identities } = context.data;
	app.post('/reports/v1/run', (request) => {
		const body = parseObjectBody(request);
		requireFields(body, ['reportType']);
		if (!types.includes(String(body.reportType)))
			throw badRequest('"reportType" has an unsupported value.');
		const now = context.timestamp();
		const report = reports.add({
			job: startJob(context, 'report'),
			type: 'MENTOS',
			reportType: body.reportType,
			description: 'Report',
			parentName: null,
			launcher: context.user().alias,
			created: now,
			launched: now,
			messages: [],
			returns: [],
			attributes: {},
			rows: Math.min(100, identities.size),
		});
		return presentTask(context, report);
	});

	app.get('/reports/v1/:id/result', (request) => {
		const report = getRecordOr404(reports, request);
		// Empty while a report runs.
		const status = getState(context, report.job as Job, stateNames);
		return {
			reportType: report.reportType,
			taskDefName: `${report.reportType} report`,
			id: report.id,
			created: removeUtcOffset(String(report.created)),
			...(status && { status }),
			duration: context.options.taskMs,
			rows: report.rows,
			availableFormats: ['CSV', 'PDF'],
		};
	});

	app.get('/reports/v1/:id', (request, reply) => {
		const format = firstValue(request.query as Query, 'fileFormat');
		if (format !== 'csv' && format !== 'pdf') {
			throw badRequest('The parameter "fileFormat" must be csv or pdf.');
		}
		const type = `application/${format}`;
		if (!accepts(request, type)) {
			throw new RawResponse(500, {
				errorName: 'NotAcceptableException',
				errorMessage: 'RESTEASY003635: No match for accept header',
				trackingId: request.trackingId,
			});
		}
		const report = getRecordOr404(reports, request);
		if (!willSucceed(report.job as Job)) throw badRequest('The report failed.');
		return reply
			.type(type)
			.header('content-disposition', `attachment; filename="${report.reportType}.${format}"`)
			.send(
				format === 'pdf' ? emptyPdf : Buffer.from(`${getRows(context, report).join('\r\n')}\r\n`),
			);
	});
}
