import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { getRecordOr404 } from '../resource.mts';
import { getErrorMessages, getState } from './job.mts';
import { addJob, getJobOr404 } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const stateNames = {
	queued: 'IN_PROGRESS',
	running: 'IN_PROGRESS',
	succeeded: 'FINISHED',
	failed: 'FAILED',
};
const syncStateNames = {
	queued: 'QUEUED',
	running: 'IN_PROGRESS',
	succeeded: 'SUCCESS',
	failed: 'ERROR',
};

/** Adds changes of passwords and the synchronization of attributes. */
export function addPasswordRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { accounts, identities, sources } = context.data;
	app.post('/set-password/v1', (request) => {
		const body = parseObjectBody(request);
		requireFields(body, ['identityId', 'encryptedPassword', 'accountId', 'sourceId']);
		const { identityId, accountId, sourceId } = body;
		const known =
			identities.get(String(identityId)) &&
			sources.get(String(sourceId)) &&
			[...accounts].some(
				(account) =>
					account.identityId === identityId &&
					account.sourceId === sourceId &&
					[account.id, account.name, account.nativeIdentity].includes(String(accountId)),
			);
		if (!known) throw badRequest('The identity has no such account on the source.');
		const { id, job } = addJob(context, 'password-change', { sourceIds: [sourceId] });
		return { requestId: id, state: getState(context, job, stateNames) };
	});
	app.get('/password-change-status/v1/:id', (request) => {
		const { id, job, sourceIds } = getJobOr404(context, 'password-change', request);
		const errors = getErrorMessages(context, job);
		return { requestId: id, state: getState(context, job, stateNames), errors, sourceIds };
	});

	// No published operation returns the state of this job.
	const syncNow = ({ id, job, payload }: JobRecord) => ({
		id,
		status: getState(context, job, syncStateNames),
		payload,
	});
	const start = (type: string, facts: object) => {
		const payload = { type, dataJson: JSON.stringify(facts) };
		return syncNow(addJob(context, 'attribute-sync', { payload }));
	};
	app.post('/identities/v1/:id/synchronize-attributes', (request) => {
		const { id } = getRecordOr404(identities, request);
		return start('SYNCHRONIZE_IDENTITY_ATTRIBUTES', { identityId: id });
	});
	app.post('/sources/v1/:id/synchronize-attributes', (request) => {
		const { id } = getRecordOr404(sources, request);
		return start('SYNCHRONIZE_SOURCE_ATTRIBUTES', { sourceId: id });
	});
}
