import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import { userToken } from '../auth.mts';
import { addList } from '../resource.mts';
import { addGet, pathId, recordOf } from '../records.mts';
import { personIn } from '../currentUser.mts';

const PATH = '/certifications/v1';
const config = userToken('idn:campaign:read');
const parts: Record<string, string> = {
	'identitySummary.id': 'eq in',
	'identitySummary.name': 'eq sw',
	'access.type': 'eq',
	'access.id': 'eq in',
	'access.name': 'eq sw',
	'entitlement.sourceName': 'eq sw',
	'accessProfile.sourceName': 'eq sw',
};

/** Follows a path from the summary of what is reviewed. */
const inSummary = (path: string) => (item: object) =>
	path
		.split('.')
		.reduce<unknown>(
			(value, key) => (value as Record<string, unknown> | null)?.[key],
			path.startsWith('identitySummary') ? item : (item as { accessSummary: object }).accessSummary,
		);

/** Adds the lists of certifications and of what is reviewed in each. */
export function certificationRoutes(app: FastifyInstance, context: TenantContext): void {
	const { certifications, reviewItems } = context.data;
	addList(app, context, PATH, {
		table: certifications,
		config,
		fields: {
			filters: { id: 'eq in', 'campaign.id': 'eq in', phase: 'eq', completed: 'eq' },
			sorters: ['name', 'due', 'signed'],
		},
		scope: (_query, request) => {
			const id = personIn(request, 'reviewer-identity');
			return id === undefined
				? undefined
				: { name: id, test: ({ reviewer }) => (reviewer as { id: string }).id === id };
		},
	});
	addGet(app, PATH, certifications, config);

	addList(app, context, `${PATH}/:id/access-review-items`, {
		table: reviewItems,
		config,
		fields: {
			filters: { id: 'eq in', type: 'eq', completed: 'eq ne', ...parts },
			sorters: Object.keys(parts).filter((name) => !name.endsWith('.id')),
			getters: {
				type: inSummary('access.type'),
				...Object.fromEntries(Object.keys(parts).map((path) => [path, inSummary(path)])),
			},
		},
		scope: (_query, request) => {
			const { id } = recordOf(certifications, request);
			return { name: id, test: (item) => item.certificationId === id };
		},
		present: ({ certificationId: _certificationId, ...item }) => item,
	});

	app.get(`${PATH}/:id/reviewers`, { config }, (request) => {
		const { reviewer } = recordOf(certifications, request) as { reviewer?: object };
		return pathId(request) && reviewer ? [reviewer] : [];
	});
}
