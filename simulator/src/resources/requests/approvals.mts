import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain, Reference } from '../../data/types.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { userToken } from '../auth.mts';
import { addList } from '../resource.mts';
import { recordOf } from '../records.mts';
import { personIn } from '../currentUser.mts';
import { resolveReference } from '../resolveReference.mts';
import { provision, updateItem } from './requestedItems.mts';

const PATH = '/access-request-approvals/v1';
const read = userToken('idn:access-request-approvals:read');
const manage = userToken('idn:access-request-approvals:manage');
const time = 'gt lt ge le eq in';

const stateOf = ({ state }: Plain) => state as 'PENDING' | 'APPROVED' | 'REJECTED';

/** Adds approvals of access requests. */
export function approvalRoutes(app: FastifyInstance, context: TenantContext): void {
	const { approvals, identities } = context.data;

	// Without an owner, a caller sees what waits for them; those of others must be asked for.
	const ownerOf = (request: FastifyRequest) =>
		personIn(request, 'owner-id') ?? request.caller?.user?.id;
	const owned = (request: FastifyRequest, test: (approval: Plain) => boolean) => {
		const owner = ownerOf(request);
		return (approval: Plain) => (approval.owner as Reference).id === owner && test(approval);
	};
	const isPending = (approval: Plain) => stateOf(approval) === 'PENDING';
	const lists = { pending: isPending, completed: (approval: Plain) => !isPending(approval) };
	for (const [name, test] of Object.entries(lists)) {
		addList(app, context, `${PATH}/${name}`, {
			table: approvals,
			config: read,
			fields: {
				filters: {
					id: 'eq in',
					'requestedFor.id': 'eq in',
					modified: time,
					...(name === 'pending' && { accessRequestId: 'eq in', created: time }),
				},
				sorters: ['created', 'modified'],
			},
			scope: (_query, request) => ({
				name: `${name} ${ownerOf(request)}`,
				test: owned(request, test),
			}),
			present: ({ itemId: _itemId, state, ...approval }) =>
				name === 'pending' ? approval : { ...approval, state },
		});
	}

	app.get(`${PATH}/approval-summary`, { config: read }, (request) => {
		const mine = [...approvals].filter(owned(request, () => true));
		const count = (state: string) => mine.filter((approval) => stateOf(approval) === state).length;
		return { pending: count('PENDING'), approved: count('APPROVED'), rejected: count('REJECTED') };
	});

	const open = (request: FastifyRequest) => {
		const approval = recordOf(approvals, request);
		if (!isPending(approval)) throw badRequest('The approval is decided already.');
		return approval;
	};
	const decide = (approval: Plain, state: string, body: JsonObject) => {
		const user = context.user();
		const author = {
			type: 'IDENTITY',
			id: user.id,
			name: identities.get(user.id)?.name ?? user.alias,
		};
		const created = context.timestamp();
		approvals.update(approval.id, {
			state,
			modified: created,
			reviewedBy: author,
			reviewerComment: { comment: body.comment ?? null, created, author },
		});
		const item = context.data.accessRequests.get(String(approval.itemId));
		if (!item) return;
		const ids = item.approvalIds as string[];
		if (state === 'REJECTED') updateItem(context, item, { state: 'REJECTED', cancelable: false });
		else if (ids.every((id) => stateOf(approvals.get(id) as Plain) === 'APPROVED')) {
			provision(context, item);
		}
	};

	app.post(`${PATH}/:id/approve`, { config: manage }, (request, reply) => {
		decide(open(request), 'APPROVED', (request.body ?? {}) as JsonObject);
		reply.code(202);
		return {};
	});
	app.post(`${PATH}/:id/reject`, { config: manage }, (request, reply) => {
		const approval = open(request);
		const body = (request.body ?? {}) as JsonObject;
		if (approval.commentRequiredWhenRejected) requireFields(body, ['comment']);
		decide(approval, 'REJECTED', body);
		reply.code(202);
		return {};
	});
	app.post(`${PATH}/:id/forward`, { config: manage }, (request, reply) => {
		const approval = open(request);
		const body = objectBody(request);
		requireFields(body, ['newOwnerId', 'comment']);
		const owner = resolveReference({ id: body.newOwnerId }, identities, 'IDENTITY', 'newOwnerId');
		const step = {
			oldApproverName: (approval.owner as Reference).name,
			newApproverName: owner.name,
			comment: body.comment,
			modified: context.timestamp(),
			reassignmentType: 'MANUAL_REASSIGNMENT',
		};
		const forwardHistory = [...(approval.forwardHistory as object[]), step];
		approvals.update(approval.id, { owner, forwardHistory, modified: context.timestamp() });
		reply.code(202);
		return {};
	});
}
