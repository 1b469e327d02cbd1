import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { AnyRecord, Reference } from '../data/types.mts';
import { parseObjectBody, requireFields } from '../http/parseBody.mts';
import type { JsonObject } from '../http/parseBody.mts';
import { badRequest, notFound } from '../http/errors.mts';
import { addList } from './resource.mts';

const PATH = '/tagged-objects/v1';

const getRef = (record: AnyRecord) => record.objectRef as Reference;
const shown = ({ objectRef, tags }: AnyRecord) => ({ objectRef, tags });
const textsIn = (value: unknown) => {
	if (!Array.isArray(value)) throw badRequest('The field "tags" must be a list.');
	return value.map((tag) => String(tag).toUpperCase());
};

/** Adds tags, which belong to an object. */
export function addTaggedObjectRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { taggedObjects } = context.data;
	const find = (type: unknown, id: unknown) =>
		[...taggedObjects].find((one) => getRef(one).type === type && getRef(one).id === id);
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
			getters: { tagName: ({ tags }) => tags },
			baseFilter: (_query, request) => {
				const { type } = request.params as { type?: string };
				return type ? { name: type, test: (one) => getRef(one).type === type } : undefined;
			},
			present: shown,
		});
	}
	app.get(`${PATH}/:type/:id`, (request) => shown(named(request)));

	// The response is empty.
	app.post(PATH, (request, reply) => {
		const body = parseObjectBody(request);
		requireFields(body, ['objectRef.type', 'objectRef.id', 'tags']);
		tag(body.objectRef as JsonObject, textsIn(body.tags), 'APPEND');
		reply.send();
	});
	app.put(`${PATH}/:type/:id`, (request) => {
		const { type, id } = request.params as { type: string; id: string };
		const body = parseObjectBody(request);
		requireFields(body, ['tags']);
		return shown(tag({ name: null, ...(body.objectRef as object), type, id }, textsIn(body.tags)));
	});
	app.delete(`${PATH}/:type/:id`, (request, reply) => {
		taggedObjects.remove(named(request).id);
		reply.send();
	});

	const many = (request: FastifyRequest) => {
		const body = parseObjectBody(request);
		requireFields(body, ['objectRefs', 'tags']);
		if (!Array.isArray(body.objectRefs)) throw badRequest('The field "objectRefs" must be a list.');
		return { ...body, refs: body.objectRefs as JsonObject[], tags: textsIn(body.tags) };
	};
	app.post(`${PATH}/bulk-add`, (request) => {
		const { refs, tags, operation } = many(request) as ReturnType<typeof many> & JsonObject;
		return refs.map((ref) => ({
			objectRefs: [ref],
			tags: tag(ref, tags, operation ?? 'APPEND').tags,
		}));
	});
	app.post(`${PATH}/bulk-remove`, (request, reply) => {
		const { refs, tags } = many(request);
		for (const { type, id } of refs) {
			const record = find(type, id);
			if (!record) continue;
			const left = (record.tags as string[]).filter((one) => !tags.includes(one));
			if (left.length) taggedObjects.update(record.id, { tags: left });
			else taggedObjects.remove(record.id);
		}
		reply.send();
	});
}
