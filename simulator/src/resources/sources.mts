import type { FastifyInstance } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import type { Source } from '../data/types.mts';
import { objectBody, requireFields } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';
import { anyToken, userToken } from './auth.mts';
import { addList } from './resource.mts';
import { addCreate, addGet, addPatch, recordOf } from './records.mts';
import { resolveReference } from './resolveReference.mts';
import { sourceFields } from './sourceFields.mts';
import { runTask } from './tasks.mts';

const PATH = '/sources/v1';
const read = anyToken('idn:sources:read', 'idn:sources:manage');
const manage = anyToken('idn:sources:manage');
const fixed = ['id', 'type', 'authoritative', 'connector', 'connectorClass', 'passwordPolicies'];

function csvOfSchema(source: Source): string {
	const id = source.connectionType === 'file' ? 'id' : 'distinguishedName';
	return `${id},accountName,displayName,email,department,memberOf\r\n`;
}

/** Adds sources. */
export function sourceRoutes(app: FastifyInstance, context: TenantContext): void {
	const { sources, identities } = context.data;
	const required = ['name', 'owner', 'connector'];
	addList(app, context, PATH, { table: sources, fields: sourceFields, config: read });
	addGet(app, PATH, sources, read);
	addCreate(app, context, PATH, sources, {
		config: manage,
		required,
		check: (body) => {
			body.owner = resolveReference(body.owner, identities, 'IDENTITY', 'owner');
		},
		defaults: (body) => ({
			description: '',
			type: String(body.connector),
			connectionType: String(body.connector).startsWith('delimited') ? 'file' : 'direct',
			authoritative: false,
			healthy: true,
			status: 'SOURCE_STATE_HEALTHY',
			features: [],
			schemas: [],
		}),
	});
	addPatch(app, context, PATH, sources, {
		config: manage,
		rule: { immutable: [...fixed, 'created', 'modified'] },
	});

	app.put(`${PATH}/:id`, { config: manage }, (request) => {
		const before = recordOf(sources, request);
		const body = objectBody(request);
		requireFields(body, required);
		for (const field of fixed) {
			if (field in body && JSON.stringify(body[field]) !== JSON.stringify(before[field])) {
				throw badRequest(`The field "${field}" cannot be changed.`);
			}
		}
		const kept = Object.fromEntries([...fixed, 'created'].map((field) => [field, before[field]]));
		return sources.replace({ ...body, ...kept, modified: context.timestamp() } as Source);
	});

	app.delete(`${PATH}/:id`, { config: manage }, (request, reply) => {
		const source = recordOf(sources, request);
		const target = { id: source.id, type: 'APPLICATION', name: source.name };
		const family = 'source-deletion';
		const started = { family, type: 'SOURCE_DELETION', name: 'Delete source', target } as const;
		const task = runTask(context, started, () => sources.remove(source.id));
		reply.code(202);
		return { type: 'TASK_RESULT', id: task.id, name: null };
	});

	const schemaConfig = userToken('idn:source-schema:read', 'idn:source-schema:manage');
	app.get(`${PATH}/:id/schemas/accounts`, { config: schemaConfig }, (request, reply) => {
		const source = recordOf(sources, request);
		return reply
			.type('text/csv; charset=utf-8')
			.header('content-disposition', `attachment; filename="${source.name} - account.csv"`)
			.send(csvOfSchema(source));
	});
	// No paging here, and a bare array.
	app.get(`${PATH}/:id/schemas`, { config: schemaConfig }, (request) => {
		const { schemas } = recordOf(sources, request) as { schemas?: { id: string; name: string }[] };
		return (schemas ?? []).map(({ id, name }) => ({
			id,
			name,
			nativeObjectType: 'User',
			attributes: [],
		}));
	});
}
