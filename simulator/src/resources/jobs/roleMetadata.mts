import type { FastifyInstance } from 'fastify';
import { createFilter } from '../../filter/filter.mts';
import { firstValue } from '../../collections/pagination.mts';
import type { Query } from '../../collections/pagination.mts';
import type { SimulatorContext } from '../../simulatorContext.mts';
import type { Role } from '../../data/types.mts';
import { sameAccessAs } from '../applyOperationFacts.mts';
import { parseObjectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest, notFound } from '../../http/errors.mts';
import { isFinished, getState, willSucceed } from './job.mts';
import { addJob, listJobs } from './jobRecords.mts';
import type { JobRecord } from './jobRecords.mts';

const PATH = '/roles/v1/access-model-metadata/bulk-update';
const stateNames = {
	queued: 'CREATED',
	running: 'CHUNK_PROCESSING',
	succeeded: 'COMPLETED',
	failed: 'CHUNK_PENDING',
};
const fields = { filters: { id: 'eq in', name: 'eq sw', requestable: 'eq' }, sorters: [] };

interface Attribute {
	key: string;
	values: { value: string }[];
}

/** Returns the metadata of a role after values were added, removed or replaced. */
function changed(role: Role, operation: unknown, key: string, values: string[]) {
	const metadata = (role.accessModelMetadata ?? {}) as { attributes?: Attribute[] };
	const others = (metadata.attributes ?? []).filter((attribute) => attribute.key !== key);
	const before = (metadata.attributes ?? [])
		.filter((attribute) => attribute.key === key)
		.flatMap((attribute) => attribute.values.map(({ value }) => value));
	const after =
		operation === 'REMOVE'
			? before.filter((value) => !values.includes(value))
			: [...new Set(operation === 'ADD' ? [...before, ...values] : values)];
	const attribute = { key, values: after.map((value) => ({ value })) };
	return { attributes: after.length ? [...others, attribute] : others };
}

/** Adds the bulk update of the metadata of roles, selected by IDs or by a filter. */
export function addRoleMetadataRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { roles } = context.data;
	const jobNow = ({ id, job, created }: JobRecord) => ({
		id,
		type: 'Role',
		status: getState(context, job, stateNames),
		created,
	});

	const chosenBy = {
		ids: (body: JsonObject) => {
			requireFields(body, ['roles']);
			if (!Array.isArray(body.roles)) throw badRequest('The field "roles" must be a list.');
			return body.roles.flatMap((id) => roles.get(String(id)) ?? []);
		},
		filter: (body: JsonObject) => {
			requireFields(body, ['filters']);
			return [...roles].filter(createFilter<Role>(String(body.filters), fields));
		},
	};
	for (const [way, choose] of Object.entries(chosenBy)) {
		app.post(`${PATH}/${way}`, (request) => {
			const body = parseObjectBody(request);
			requireFields(body, ['operation', 'values']);
			if (!Array.isArray(body.values)) throw badRequest('The field "values" must be a list.');
			const chosen = choose(body);
			const record = addJob(context, 'role-metadata');
			for (const one of willSucceed(record.job) ? (body.values as JsonObject[]) : []) {
				const key = String(one.attribute ?? one.attributeKey);
				const values = ((one.values ?? []) as unknown[]).map(String);
				for (const { id } of chosen) {
					const role = roles.get(id);
					if (!role) continue;
					roles.update(id, {
						accessModelMetadata: changed(role, body.operation, key, values),
					});
				}
			}
			return jobNow(record);
		});
	}

	app.get(PATH, () =>
		listJobs(context, 'role-metadata')
			.filter(({ job }) => !isFinished(context, job))
			.map(jobNow),
	);
	// The document's path ends in "id" without a placeholder; without an ID, the last job is returned.
	app.get(`${PATH}/:id`, { config: { ...sameAccessAs('GET', PATH), status: 202 } }, (request) => {
		const inPath = (request.params as { id: string }).id;
		const id = inPath === 'id' ? firstValue(request.query as Query, 'id') : inPath;
		const record = listJobs(context, 'role-metadata').findLast((job) => !id || job.id === id);
		if (!record) throw notFound('bulk update', id ?? 'last');
		return jobNow(record);
	});
}
