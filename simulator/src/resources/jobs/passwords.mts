import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { anyToken, userToken } from '../auth.mts';
import { recordOf } from '../records.mts';
import { complaintsOf, stateOf } from './job.mts';
import { addJob, jobOf } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const words = {
	queued: 'IN_PROGRESS',
	running: 'IN_PROGRESS',
	succeeded: 'FINISHED',
	failed: 'FAILED',
};
const syncWords = {
	queued: 'QUEUED',
	running: 'IN_PROGRESS',
	succeeded: 'SUCCESS',
	failed: 'ERROR',
};

/** Adds changes of passwords and the synchronisation of attributes. */
export function passwordRoutes(app: FastifyInstance, context: TenantContext): void {
	const { accounts, identities, sources } = context.data;
	app.post(
		'/set-password/v1',
		{ config: anyToken('idn:password-change:manage') },
		(request, reply) => {
			const body = objectBody(request);
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
			reply.code(202);
			return { requestId: id, state: stateOf(context, job, words) };
		},
	);
	app.get(
		'/password-change-status/v1/:id',
		{ config: anyToken('idn:password-change:read') },
		(request) => {
			const { id, job, sourceIds } = jobOf(context, 'password-change', request);
			const errors = complaintsOf(context, job);
			return { requestId: id, state: stateOf(context, job, words), errors, sourceIds };
		},
	);

	// Nothing published tells how it goes on.
	const syncNow = ({ id, job, payload }: JobRecord) => ({
		id,
		status: stateOf(context, job, syncWords),
		payload,
	});
	const start = (type: string, facts: object) => {
		const payload = { type, dataJson: JSON.stringify(facts) };
		return syncNow(addJob(context, 'attribute-sync', { payload }));
	};
	app.post(
		'/identities/v1/:id/synchronize-attributes',
		{ config: { ...anyToken(), experimental: true } },
		(request, reply) => {
			const { id } = recordOf(identities, request);
			reply.code(202);
			return start('SYNCHRONIZE_IDENTITY_ATTRIBUTES', { identityId: id });
		},
	);
	app.post(
		'/sources/v1/:id/synchronize-attributes',
		{ config: { ...userToken('idn:attr-sync-source-config:manage'), experimental: true } },
		(request, reply) => {
			const { id } = recordOf(sources, request);
			reply.code(202);
			return start('SYNCHRONIZE_SOURCE_ATTRIBUTES', { sourceId: id });
		},
	);
}
