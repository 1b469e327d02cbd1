import type { FastifyInstance } from 'fastify';
import { readPage } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import { queryRecords } from '../collections/queryRecords.mts';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { AnyRecord } from '../data/types.mts';
import { parseArrayBody } from '../http/parseBody.mts';
import { badRequest, notFound } from '../http/errors.mts';
import { requireFile } from '../http/multipart.mts';
import { getOperationFacts } from '../operationFacts.mts';
import { addCreate, addDelete, addGet, getRecordOr404 } from './resource.mts';

const PATH = '/form-definitions/v1';
const facts = getOperationFacts('GET', PATH);
// Pages have no maximum size.
const limits = { ...facts.limits, maxLimit: Infinity };

/** Adds form definitions, whose pages are wrapped. */
export function addFormDefinitionRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { formDefinitions, formFiles } = context.data;
	app.get(PATH, (request) => {
		const query = request.query as Query;
		const page = readPage(query, limits, context.options);
		const found = queryRecords<AnyRecord>([...formDefinitions], query, facts);
		const results = found.slice(page.offset, page.offset + page.limit);
		return { count: found.length, results };
	});
	app.get(`${PATH}/predefined-select-options`, () => ({
		results: ['ACCESS_PROFILES', 'ENTITLEMENTS', 'GOVERNANCE_GROUPS', 'IDENTITIES', 'ROLES'],
	}));
	addGet(app, PATH, formDefinitions);
	addCreate(app, context, PATH, formDefinitions, {
		defaults: () => ({
			description: '',
			usedBy: [],
			formInput: [],
			formElements: [],
			formConditions: [],
		}),
	});
	// A list of changes with the content type of plain JSON.
	app.patch(`${PATH}/:id`, (request) => {
		const before = getRecordOr404(formDefinitions, request);
		const after: AnyRecord = { ...before, modified: context.timestamp() };
		for (const change of parseArrayBody(request) as {
			op: string;
			path: string;
			value: unknown;
		}[]) {
			const field = /^\/(\w+)$/.exec(change.path)?.[1];
			if (!field || ['id', 'created', 'modified'].includes(field) || change.op === 'remove') {
				throw badRequest(`The path "${change.path}" cannot be changed.`);
			}
			after[field] = change.value;
		}
		return formDefinitions.replace(after);
	});
	addDelete(app, PATH, formDefinitions);

	app.post(`${PATH}/:id/upload`, async (request) => {
		const { id } = getRecordOr404(formDefinitions, request);
		const { name, type, bytes } = await requireFile(request, 'file');
		const created = context.timestamp();
		const file = formFiles.add({ formDefinitionId: id, name, type, bytes, created });
		return { created, fileId: file.id, formDefinitionId: id };
	});
	app.get(`${PATH}/:id/file/:fileId`, (request, reply) => {
		const { id } = getRecordOr404(formDefinitions, request);
		const { fileId } = request.params as { fileId: string };
		const file = formFiles.get(fileId);
		if (file?.formDefinitionId !== id) throw notFound('file', fileId);
		return reply.type(String(file.type)).send(file.bytes);
	});
}
