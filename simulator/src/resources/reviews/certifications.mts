import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../../simulatorContext.mts';
import { addGet, addList, getPathId, getRecordOr404 } from '../resource.mts';
import { getIdentityParameter } from '../currentUser.mts';

const PATH = '/certifications/v1';
const parts: Record<string, string> = {
	'identitySummary.id': 'eq in',
	'identitySummary.name': 'eq sw',
	'access.type': 'eq',
	'access.id': 'eq in',
	'access.name': 'eq sw',
	'entitlement.sourceName': 'eq sw',
	'accessProfile.sourceName': 'eq sw',
};

/** Returns a getter for a path in the summary of a review item. */
const inSummary = (path: string) => (item: object) =>
	path
		.split('.')
		.reduce<unknown>(
			(value, key) => (value as Record<string, unknown> | null)?.[key],
			path.startsWith('identitySummary') ? item : (item as { accessSummary: object }).accessSummary,
		);

/** Adds certifications and their review items. */
export function addCertificationRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { certifications, reviewItems } = context.data;
	addList(app, context, PATH, {
		table: certifications,
		baseFilter: (_query, request) => {
			const id = getIdentityParameter(request, 'reviewer-identity');
			return id === undefined
				? undefined
				: { name: id, test: ({ reviewer }) => (reviewer as { id: string }).id === id };
		},
	});
	addGet(app, PATH, certifications);

	addList(app, context, `${PATH}/:id/access-review-items`, {
		table: reviewItems,
		getters: {
			type: inSummary('access.type'),
			...Object.fromEntries(Object.keys(parts).map((path) => [path, inSummary(path)])),
		},
		baseFilter: (_query, request) => {
			const { id } = getRecordOr404(certifications, request);
			return { name: id, test: (item) => item.certificationId === id };
		},
		present: ({ certificationId: _certificationId, ...item }) => item,
	});

	// An identity has one summary, however many items are to be reviewed.
	addList(app, context, `${PATH}/:id/identity-summaries`, {
		table: reviewItems,
		getters: Object.fromEntries(
			['id', 'name', 'completed'].map((name) => [name, inSummary(`identitySummary.${name}`)]),
		),
		baseFilter: (_query, request) => {
			const { id } = getRecordOr404(certifications, request);
			const first = new Map<unknown, string>();
			for (const item of reviewItems) {
				const summary = inSummary('identitySummary.id')(item);
				if (item.certificationId === id && !first.has(summary)) first.set(summary, item.id);
			}
			const ids = new Set(first.values());
			return { name: `summaries of ${id}`, test: (item) => ids.has(item.id) };
		},
		present: ({ identitySummary }) => identitySummary as object,
	});

	app.get(`${PATH}/:id/reviewers`, (request) => {
		const { reviewer } = getRecordOr404(certifications, request) as { reviewer?: object };
		return getPathId(request) && reviewer ? [reviewer] : [];
	});
}
