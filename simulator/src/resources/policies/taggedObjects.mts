import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantContext } from '../../simulatorContext.mts';
import type { Plain, Reference } from '../../data/types.mts';
import { objectBody, requireFields } from '../../http/parseBody.mts';
import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest, notFound } from '../../http/errors.mts';
import { anyToken } from '../auth.mts';
import { addList } from '../resource.mts';

const PATH = '/tagged-objects/v1';
const read = anyToken('idn:tag:read', 'idn:tag:manage');
const manage = anyToken('idn:tag:manage');

const refOf = (record: Plain) => record.objectRef as Reference;
const shown = ({ objectRef, tags }: Plain) => ({ objectRef, tags });
const textsIn = (value: unknown) => {
	if (!Array.isArray(value)) throw badRequest('The field "tags" must be a list.');
	return value.map((tag) => String(tag).toUpperCase());
};

/** Adds tags, which are kept by the object that has them. */
export function taggedObjectRoutes(app: FastifyInstance, context: TenantContext): void {
	const { taggedObjects } = context.data;
	const find = (type: unknown, id: unknown) =>
		[...taggedObjects].find((one) => refOf(one).type === type && refOf(one).id === id);
	const tag = (objectRef: JsonObject, tags: string[], operation?: unknown) => {
		const before = find(objectRef.type, objectRef.id);
		if (!before) return taggedObjects.add({ objectRef, tags });
		const kept = operation === 'APPEND' ? (before.tags as string[]) : [];
		return taggedObjects.replace({ ...before, tags: [...new Set([...kept, ...tags])] });
	};
	const named = (request: FastifyRequest) => {
		const { type, id } = request.params as { type: string; id: string };
		const record = find(type, id);
		if (!record) throw notFound('tagged object', id);
		return record;
	};

	for (const path of [PATH, `${PATH}/:type`]) {
		addList(app, context, path, {
			table: taggedObjects,
			config: read,
			fields: {
				filters: {
					'objectRef.id': 'eq in',
					'objectRef.type': 'eq in',
					...(path === PATH && { tagName: 'eq in' }),
				},
				sorters: [],
				getters: { tagName: ({ tags }) => tags },
			},
			scope: (_query, request) => {
				const { type } = request.params as { type?: string };
				return type ? { name: type, test: (one) => refOf(one).type === type } : undefined;
			},
			present: shown,
		});
	}
	app.get(`${PATH}/:type/:id`, { config: read }, (request) => shown(named(request)));

	// Answers 201 with nothing in it.
	app.post(PATH, { config: manage }, (request, reply) => {
		const body = objectBody(request);
		requireFields(body, ['objectRef.type', 'objectRef.id', 'tags']);
		tag(body.objectRef as JsonObject, textsIn(body.tags), 'APPEND');
		reply.code(201).send();
	});
	app.put(`${PATH}/:type/:id`, { config: manage }, (request) => {
		const { type, id } = request.params as { type: string; id: string };
		const body = objectBody(request);
		requireFields(body, ['tags']);
		return shown(tag({ name: null, ...(body.objectRef as object), type, id }, textsIn(body.tags)));
	});
	app.delete(`${PATH}/:type/:id`, { config: manage }, (request, reply) => {
		taggedObjects.remove(named(request).id);
		reply.code(204).send();
	});

	const many = (request: FastifyRequest) => {
		const body = objectBody(request);
		requireFields(body, ['objectRefs', 'tags']);
		if (!Array.isArray(body.objectRefs)) throw badRequest('The field "objectRefs" must be a list.');
		return { ...body, refs: body.objectRefs as JsonObject[], tags: textsIn(body.tags) };
	};
	app.post(`${PATH}/bulk-add`, { config: manage }, (request) => {
		const { refs, tags, operation } = many(request) as ReturnType<typeof many> & JsonObject;
		return refs.map((ref) => ({
			objectRefs: [ref],
			tags: tag(ref, tags, operation ?? 'APPEND').tags,
		}));
	});
	app.post(`${PATH}/bulk-remove`, { config: manage }, (request, reply) => {
		const { refs, tags } = many(request);
		for (const { type, id } of refs) {
			const record = find(type, id);
			if (!record) continue;
			const left = (record.tags as string[]).filter((one) => !tags.includes(one));
			if (left.length) taggedObjects.update(record.id, { tags: left });
			else taggedObjects.remove(record.id);
		}
		reply.code(204).send();
	});
}
