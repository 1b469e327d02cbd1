import type { FastifyInstance, FastifyRequest } from 'fastify';
import { firstValue } from '../../collections/pagination.mts';
import type { Query } from '../../collections/pagination.mts';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { createZip } from '../../http/zip.mts';
import { pageRecords } from '../resource.mts';
import { hasResult, getState } from './job.mts';
import { addJob, getJobOr404, listJobs } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const PATH = '/role-mining-sessions/v1';
const ROLE = `${PATH}/:id/potential-roles/:roleId`;
const sessionStateNames = {
	queued: 'CREATED',
	running: 'POTENTIAL_ROLES_PROCESSING',
	succeeded: 'POTENTIAL_ROLES_CREATED',
	// A session has no state for a failure, so it stays in this one.
	failed: 'POTENTIAL_ROLES_PROCESSING',
};
const exportStateNames = {
	queued: 'QUEUED',
	running: 'IN_PROGRESS',
	succeeded: 'SUCCESS',
	failed: 'ERROR',
};

/** Adds role mining sessions and the exports of potential roles. */
export function addRoleMiningRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const getBody = (request: FastifyRequest) => (request.body ?? {}) as JsonObject;
	const sessionNow = ({ job, created, settings, ...session }: JobRecord) => ({
		type: 'SPECIALIZED',
		saved: false,
		name: null,
		...(settings as object),
		id: session.id,
		potentialRoleCount: hasResult(context, job) ? 1 : 0,
		createdDate: created,
		modifiedDate: created,
		status: { state: getState(context, job, sessionStateNames) },
	});
	app.post(PATH, (request) => {
		const settings = getBody(request);
		if (typeof settings.scope !== 'object') throw badRequest('The field "scope" is required.');
		return sessionNow(addJob(context, 'role-mining', { settings }));
	});
	app.get(PATH, (request, reply) => {
		const sessions = listJobs(context, 'role-mining').map(sessionNow);
		return pageRecords(context, sessions, request, reply);
	});
	app.get(`${PATH}/:id`, (request) => sessionNow(getJobOr404(context, 'role-mining', request)));
	app.get(
		`${PATH}/:id/status`,
		(request) => sessionNow(getJobOr404(context, 'role-mining', request)).status,
	);

	const exportNow = ({ id, job, settings }: JobRecord) => ({
		...(settings as object),
		exportId: id,
		status: getState(context, job, exportStateNames),
	});
	app.post(`${ROLE}/export-async`, (request) => {
		getJobOr404(context, 'role-mining', request);
		const body = getBody(request);
		const settings = {
			minEntitlementPopularity: body.minEntitlementPopularity ?? 0,
			includeCommonAccess: body.includeCommonAccess ?? true,
		};
		return exportNow(addJob(context, 'role-mining-export', { settings }));
	});
	app.get(`${ROLE}/export-async/:exportId`, (request) =>
		exportNow(getJobOr404(context, 'role-mining-export', request, 'exportId')),
	);
	app.get(`${ROLE}/export-async/:exportId/download`, (request, reply) => {
		const { job } = getJobOr404(context, 'role-mining-export', request, 'exportId');
		if (!hasResult(context, job)) throw badRequest("The export isn't finished yet.");
		const rows = [...context.data.entitlements]
			.slice(0, 10)
			.map(({ id, name }) => `${id},"${name}"`);
		const bytes = Buffer.from(`${['ID,Entitlement', ...rows].join('\r\n')}\r\n`);
		return reply
			.type('application/zip')
			.header('content-disposition', 'attachment; filename="potential-role.zip"')
			.send(createZip([{ name: 'entitlements.csv', bytes }]));
	});

	app.post(`${ROLE}/provision`, (request) => {
		const session = getJobOr404(context, 'role-mining', request);
		const text = firstValue(request.query as Query, 'min-entitlement-popularity') ?? '0';
		const least = Number(text);
		if (!Number.isInteger(least) || least < 0 || least > 100) {
			throw badRequest('"min-entitlement-popularity" must be a whole number from 0 to 100.');
		}
		const body = getBody(request);
		const role = context.data.roles.add({
			name: String(body.roleName ?? 'Mined role'),
			description: String(body.roleDescription ?? ''),
			created: context.timestamp(),
			modified: context.timestamp(),
			enabled: false,
			owner: { type: 'IDENTITY', id: context.user().id, name: context.user().alias },
			accessProfiles: [],
			requestable: false,
		});
		return {
			id: (request.params as { roleId: string }).roleId,
			name: role.name,
			provisionState: 'PENDING',
			roleId: role.id,
			session: { id: session.id, name: sessionNow(session).name },
			quality: 100 - least,
		};
	});
}
