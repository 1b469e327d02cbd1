import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord, Reference } from '../../data/types.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { addList, getRecordOr404 } from '../resource.mts';
import { getIdentityParameter } from '../currentUser.mts';
import { resolveReference } from '../resolveReference.mts';
import { provision, updateItem } from './requestedItems.mts';

const PATH = '/access-request-approvals/v1';

const getState = ({ state }: AnyRecord) => state as 'PENDING' | 'APPROVED' | 'REJECTED';

/** Adds approvals of access requests. */
export function addApprovalRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { approvals, identities } = context.data;

	// Without an owner, the list has the approvals of the user.
	const getOwner = (request: FastifyRequest) =>
		getIdentityParameter(request, 'owner-id') ?? request.caller?.user?.id;
	const owned = (request: FastifyRequest, test: (approval: AnyRecord) => boolean) => {
		const owner = getOwner(request);
		return (approval: AnyRecord) => (approval.owner as Reference).id === owner && test(approval);
	};
	const isPending = (approval: AnyRecord) => getState(approval) === 'PENDING';
	const lists = { pending: isPending, completed: (approval: AnyRecord) => !isPending(approval) };
	for (const [name, test] of Object.entries(lists)) {
		addList(app, context, `${PATH}/${name}`, {
			table: approvals,
			baseFilter: (_query, request) => ({
				name: `${name} ${getOwner(request)}`,
				test: owned(request, test),
			}),
			present: ({ itemId: _itemId, state, ...approval }) =>
				name === 'pending' ? approval : { ...approval, state },
		});
	}

	app.get(`${PATH}/approval-summary`, (request) => {
		const mine = [...approvals].filter(owned(request, () => true));
		const count = (state: string) => mine.filter((approval) => getState(approval) === state).length;
		return { pending: count('PENDING'), approved: count('APPROVED'), rejected: count('REJECTED') };
	});

	const open = (request: FastifyRequest) => {
		const approval = getRecordOr404(approvals, request);
		if (!isPending(approval)) throw badRequest('The approval is decided already.');
		return approval;
	};
	const decide = (approval: AnyRecord, state: string, body: JsonObject) => {
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
		else if (ids.every((id) => getState(approvals.get(id) as AnyRecord) === 'APPROVED')) {
			provision(context, item);
		}
	};

	app.post(`${PATH}/:id/approve`, (request) => {
		decide(open(request), 'APPROVED', (request.body ?? {}) as JsonObject);
		return {};
	});
	app.post(`${PATH}/:id/reject`, (request) => {
		const approval = open(request);
		const body = (request.body ?? {}) as JsonObject;
		if (approval.commentRequiredWhenRejected) requireFields(body, ['comment']);
		decide(approval, 'REJECTED', body);
		return {};
	});
	app.post(`${PATH}/:id/forward`, (request) => {
		const approval = open(request);
		const body = parseObjectBody(request);
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
		return {};
	});
}
