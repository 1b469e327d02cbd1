import type { FastifyInstance } from 'fastify';
import { readPage } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import { selectFrom } from '../collections/queryRecords.mts';
import type { TenantContext } from '../simulatorContext.mts';
import type { Plain } from '../data/types.mts';
import { arrayBody } from '../http/parseBody.mts';
import { badRequest, notFound } from '../http/errors.mts';
import { requireFile } from '../http/multipart.mts';
import { userToken } from './auth.mts';
import { addCreate, addGet, recordOf } from './records.mts';

const PATH = '/form-definitions/v1';
const read = userToken('sp:forms:read', 'sp:forms:manage');
const manage = userToken('sp:forms:manage');
const text = 'eq gt sw in';
const fields = {
	filters: { name: text, description: text, created: text, modified: text },
	sorters: ['name', 'description', 'created', 'modified'],
};

/** Adds form definitions, whose pages come in a wrapper. */
export function formDefinitionRoutes(app: FastifyInstance, context: TenantContext): void {
	const { formDefinitions, formFiles } = context.data;
	app.get(PATH, { config: read }, (request) => {
		const query = request.query as Query;
		const page = readPage(query, { defaultLimit: 250, maxLimit: Infinity }, context.options);
		const found = selectFrom<Plain>([...formDefinitions], query, fields);
		const results = found.slice(page.offset, page.offset + page.limit);
		return { count: found.length, results };
	});
	app.get(`${PATH}/predefined-select-options`, { config: read }, () => ({
		results: ['ACCESS_PROFILES', 'ENTITLEMENTS', 'GOVERNANCE_GROUPS', 'IDENTITIES', 'ROLES'],
	}));
	addGet(app, PATH, formDefinitions, read);
	addCreate(app, context, PATH, formDefinitions, {
		config: manage,
		required: ['name', 'owner'],
		defaults: () => ({
			description: '',
			usedBy: [],
			formInput: [],
			formElements: [],
			formConditions: [],
		}),
	});
	// A list of changes, and yet plain JSON.
	app.patch(`${PATH}/:id`, { config: manage }, (request) => {
		const before = recordOf(formDefinitions, request);
		const after: Plain = { ...before, modified: context.timestamp() };
		for (const change of arrayBody(request) as { op: string; path: string; value: unknown }[]) {
			const field = /^\/(\w+)$/.exec(change.path)?.[1];
			if (!field || ['id', 'created', 'modified'].includes(field) || change.op === 'remove') {
				throw badRequest(`The path "${change.path}" cannot be changed.`);
			}
			after[field] = change.value;
		}
		return formDefinitions.replace(after);
	});
	// Answers 204 as others do.
	app.delete(`${PATH}/:id`, { config: manage }, (request, reply) => {
		formDefinitions.remove(recordOf(formDefinitions, request).id);
		reply.code(204).send();
	});

	app.post(`${PATH}/:id/upload`, { config: manage }, async (request, reply) => {
		const { id } = recordOf(formDefinitions, request);
		const { name, type, bytes } = await requireFile(request, 'file');
		const created = context.timestamp();
		const file = formFiles.add({ formDefinitionId: id, name, type, bytes, created });
		reply.code(201);
		return { created, fileId: file.id, formDefinitionId: id };
	});
	app.get(`${PATH}/:id/file/:fileId`, { config: read }, (request, reply) => {
		const { id } = recordOf(formDefinitions, request);
		const { fileId } = request.params as { fileId: string };
		const file = formFiles.get(fileId);
		if (file?.formDefinitionId !== id) throw notFound('file', fileId);
		return reply.type(String(file.type)).send(file.bytes);
	});
}
