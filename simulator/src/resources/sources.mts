import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import { buildAccountSchema, getIdentityAttribute } from '../data/accountSchema.mts';
import type { Source } from '../data/types.mts';
import { parseObjectBody, requireFields } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';
import { getOperationFacts } from '../operationFacts.mts';
import { addResource, getRecordOr404 } from './resource.mts';
import { resolveReference } from './resolveReference.mts';
import { runTask } from './tasks.mts';

const PATH = '/sources/v1';
const fixed = ['id', 'type', 'authoritative', 'connector', 'connectorClass', 'passwordPolicies'];

function csvOfSchema(source: Source): string {
	return `${getIdentityAttribute(source)},accountName,displayName,email,department,memberOf\r\n`;
}

/** Adds sources. */
export function addSourceRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { sources, identities } = context.data;
	const { required } = getOperationFacts('PUT', `${PATH}/:id`);
	addResource(app, context, {
		path: PATH,
		table: sources,
		create: {
			check: (body) => {
				body.owner = resolveReference(body.owner, identities, 'IDENTITY', 'owner');
			},
			defaults: ({ connector }) => ({
				description: '',
				type: String(connector),
				connectionType: String(connector).startsWith('delimited') ? 'file' : 'direct',
				authoritative: false,
				healthy: true,
				status: 'SOURCE_STATE_HEALTHY',
				features: [],
				schemas: [],
			}),
		},
		patch: { immutable: [...fixed, 'created', 'modified'] },
	});

	app.put(`${PATH}/:id`, (request) => {
		const before = getRecordOr404(sources, request);
		const body = parseObjectBody(request);
		requireFields(body, required);
		for (const field of fixed) {
			if (field in body && JSON.stringify(body[field]) !== JSON.stringify(before[field])) {
				throw badRequest(`The field "${field}" cannot be changed.`);
			}
		}
		const kept = Object.fromEntries([...fixed, 'created'].map((field) => [field, before[field]]));
		return sources.replace({ ...body, ...kept, modified: context.timestamp() } as Source);
	});

	app.delete(`${PATH}/:id`, (request) => {
		const source = getRecordOr404(sources, request);
		const target = { id: source.id, type: 'APPLICATION', name: source.name };
		const family = 'source-deletion';
		const started = { family, type: 'SOURCE_DELETION', name: 'Delete source', target } as const;
		const task = runTask(context, started, () => sources.remove(source.id));
		return { type: 'TASK_RESULT', id: task.id, name: null };
	});

	app.get(`${PATH}/:id/schemas/accounts`, (request, reply) => {
		const source = getRecordOr404(sources, request);
		return reply
			.type('text/csv; charset=utf-8')
			.header('content-disposition', `attachment; filename="${source.name} - account.csv"`)
			.send(csvOfSchema(source));
	});
	// The list has no pagination.
	app.get(`${PATH}/:id/schemas`, (request) => {
		const source = getRecordOr404(sources, request);
		const { schemas } = source as { schemas?: { id: string; name: string }[] };
		return (schemas ?? []).map((schema) => buildAccountSchema(source, schema));
	});
}
