import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { AnyRecord, Reference } from '../../data/types.mts';
import { parseArrayBody, parseObjectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { getRecordOr404 } from '../resource.mts';
import { resolveReference } from '../resolveReference.mts';
import { startCertificationTask } from './certificationTasks.mts';
import type { ReassignmentRecord } from './certificationTasks.mts';

const PATH = '/certifications/v1';
const MOST_DECISIONS = 250;
const MOST_MOVED = { reassign: 50, 'reassign-async': 500 };

/** Reassigns a certification. */
export function reassign(
	context: SimulatorContext,
	certification: AnyRecord,
	to: Reference,
	comment: unknown,
): ReassignmentRecord {
	const { id, name } = certification;
	const before = certification.reviewer as Reference;
	context.data.certifications.update(id, {
		reviewer: { ...before, ...to },
		reassignment: { from: { id, name, type: 'CERTIFICATION', reviewer: before }, comment },
		modified: context.timestamp(),
	});
	return {
		previousOwner: before.id,
		newOwner: to.id,
		reassignmentType: 'MANUAL_REASSIGNMENT',
	};
}

/** Adds the decisions of reviewers. */
export function addCertificationDecisionRoutes(
	app: FastifyInstance,
	context: SimulatorContext,
): void {
	const { certifications, identities, reviewItems } = context.data;
	const active = (request: FastifyRequest) => {
		const certification = getRecordOr404(certifications, request);
		if (certification.phase !== 'ACTIVE') throw badRequest('The certification is not active.');
		return certification;
	};

	const itemsFor = (certification: AnyRecord, decisions: JsonObject[]) =>
		decisions.map((decision) => {
			requireFields(decision, ['id', 'decision', 'bulk']);
			const item = reviewItems.get(String(decision.id));
			if (!item || item.certificationId !== certification.id) {
				throw badRequest(`The certification has no item with the id "${String(decision.id)}".`);
			}
			if (!['APPROVE', 'REVOKE'].includes(String(decision.decision))) {
				throw badRequest('A decision is APPROVE or REVOKE.');
			}
			return { item, decision };
		});

	app.post(`${PATH}/:id/decide`, (request) => {
		const certification = active(request);
		const decisions = parseArrayBody(request) as JsonObject[];
		if (decisions.length > MOST_DECISIONS) {
			throw badRequest(`No more than ${MOST_DECISIONS} decisions are taken at a time.`);
		}
		for (const { item, decision } of itemsFor(certification, decisions)) {
			reviewItems.update(item.id, {
				decision: decision.decision,
				comments: decision.comments ?? null,
				completed: true,
				identitySummary: { ...(item.identitySummary as object), completed: true },
			});
		}
		const made = [...reviewItems].filter(
			(item) => item.certificationId === certification.id && item.completed,
		).length;
		return certifications.update(certification.id, {
			decisionsMade: made,
			identitiesCompleted: made,
			modified: context.timestamp(),
		});
	});

	app.post(`${PATH}/:id/sign-off`, (request) => {
		const { id, decisionsMade, decisionsTotal } = active(request);
		if (decisionsMade !== decisionsTotal) throw badRequest('Not all decisions are made.');
		const signed = context.timestamp();
		return certifications.update(id, {
			completed: true,
			phase: 'SIGNED',
			signed,
			modified: signed,
		});
	});

	for (const [command, most] of Object.entries(MOST_MOVED)) {
		app.post(`${PATH}/:id/${command}`, (request) => {
			const certification = active(request);
			const body = parseObjectBody(request);
			requireFields(body, ['reassign', 'reassignTo', 'reason']);
			if (!Array.isArray(body.reassign) || body.reassign.length > most) {
				throw badRequest(`The field "reassign" must be a list of no more than ${most}.`);
			}
			const to = resolveReference({ id: body.reassignTo }, identities, 'IDENTITY', 'reassignTo');
			const trail = reassign(context, certification, to, body.reason);
			if (command === 'reassign') return certifications.get(certification.id);
			const target = { targetType: 'CERTIFICATION', targetId: certification.id } as const;
			return startCertificationTask(context, { type: 'REASSIGN', ...target }, [trail]);
		});
	}
}
