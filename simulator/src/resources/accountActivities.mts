import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import type { Plain } from '../data/types.mts';
import { userToken } from './auth.mts';
import { addList } from './resource.mts';
import { addGet } from './records.mts';
import { personIn } from './currentUser.mts';

const PATH = '/account-activities/v1';
const time = 'gt lt ge le eq in ne isnull sw';
const config = userToken('sp:scopes:all');
const identityOf = (summary: unknown) => (summary as { identityId: string }).identityId;

/** Adds account activities. */
export function accountActivityRoutes(app: FastifyInstance, context: TenantContext): void {
	const { accountActivities } = context.data;
	addList(app, context, PATH, {
		table: accountActivities,
		config,
		fields: {
			filters: { type: 'eq in ge le lt ne isnull sw', created: time, modified: time },
			sorters: ['type', 'created', 'modified'],
		},
		scope: (_query, request) => {
			const target = personIn(request, 'requested-for');
			const requester = personIn(request, 'requested-by');
			const either = personIn(request, 'regarding-identity');
			if (!target && !requester && !either) return undefined;
			const test = (activity: Plain) => {
				const forId = identityOf(activity.targetIdentitySummary);
				const byId = identityOf(activity.requesterIdentitySummary);
				return (
					(!target || forId === target) &&
					(!requester || byId === requester) &&
					(!either || forId === either || byId === either)
				);
			};
			return { name: JSON.stringify([target, requester, either]), test };
		},
	});
	addGet(app, PATH, accountActivities, config);
}
