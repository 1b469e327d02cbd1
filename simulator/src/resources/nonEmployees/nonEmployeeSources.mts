import type { FastifyInstance } from 'fastify';
import { single } from '../../collections/pagination.mts';
import type { TenantContext } from '../../simulatorContext.mts';
import { anyToken } from '../auth.mts';
import { addList } from '../resource.mts';
import { addCreate, addDelete, addGet, addPatch } from '../records.mts';
import { resolveReference } from '../resolveReference.mts';

const PATH = '/non-employee-sources/v1';
const read = anyToken('idn:nelm:read');
const manage = anyToken('idn:nelm:manage');

/** Adds the sources of non-employees. */
export function nonEmployeeSourceRoutes(app: FastifyInstance, context: TenantContext): void {
	const { identities, nonEmployeeRecords, nonEmployeeSources } = context.data;
	addList(app, context, PATH, {
		table: nonEmployeeSources,
		config: read,
		fields: { filters: {}, sorters: ['name', 'created', 'sourceId'] },
		present: (source, query) =>
			single(query, 'non-employee-count') === 'true'
				? {
						...source,
						nonEmployeeCount: [...nonEmployeeRecords].filter(
							({ sourceId }) => sourceId === source.id,
						).length,
					}
				: source,
	});
	addGet(app, PATH, nonEmployeeSources, read);
	addCreate(app, context, PATH, nonEmployeeSources, {
		config: manage,
		status: 200,
		required: ['name', 'description', 'owner'],
		check: (body) => {
			resolveReference(body.owner, identities, 'IDENTITY', 'owner');
			delete body.owner;
		},
		defaults: () => ({
			sourceId: nonEmployeeSources.idAt(1_000_000 + nonEmployeeSources.end),
			approvers: [],
			accountManagers: [],
			cloudExternalId: String(nonEmployeeSources.end),
		}),
	});
	addPatch(app, context, PATH, nonEmployeeSources, {
		config: manage,
		rule: { mutable: ['name', 'description', 'approvers', 'accountManagers'] },
	});
	addDelete(app, PATH, nonEmployeeSources, manage);
}
