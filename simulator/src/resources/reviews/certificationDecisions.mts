import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain, Reference } from '../../data/types.mts';
import { arrayBody, objectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import { userToken } from '../auth.mts';
import { recordOf } from '../records.mts';
import { resolveReference } from '../resolveReference.mts';
import { startCertificationTask } from './certificationTasks.mts';
import type { Trail } from './certificationTasks.mts';

const PATH = '/certifications/v1';
const config = userToken('idn:campaign:manage');
const MOST_DECISIONS = 250;
const MOST_MOVED = { reassign: 50, 'reassign-async': 500 };

/** Gives a certification to somebody else. */
export function reassign(
	context: TenantContext,
	certification: Plain,
	to: Reference,
	comment: unknown,
): Trail {
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

/** Adds what reviewers do with a certification. */
export function decisionRoutes(app: FastifyInstance, context: TenantContext): void {
	const { certifications, identities, reviewItems } = context.data;
	const active = (request: FastifyRequest) => {
		const certification = recordOf(certifications, request);
		if (certification.phase !== 'ACTIVE') throw badRequest('The certification is not active.');
		return certification;
	};

	const itemsFor = (certification: Plain, decisions: JsonObject[]) =>
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

	app.post(`${PATH}/:id/decide`, { config }, (request) => {
		const certification = active(request);
		const decisions = arrayBody(request) as JsonObject[];
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

	app.post(`${PATH}/:id/sign-off`, { config }, (request) => {
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
		app.post(`${PATH}/:id/${command}`, { config }, (request) => {
			const certification = active(request);
			const body = objectBody(request);
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
