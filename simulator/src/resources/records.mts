import type { FastifyContextConfig, FastifyInstance, FastifyRequest } from 'fastify';
import type { TenantContext } from '../simulatorContext.mts';
import type { Entity, Table } from '../data/table.mts';
import { objectBody, requireFields } from '../http/parseBody.mts';
import type { JsonObject } from '../http/parseBody.mts';
import { notFound } from '../http/errors.mts';
import { patched } from '../http/jsonPatch.mts';
import type { PatchRule } from '../http/jsonPatch.mts';

/** The `{id}` of a request's path. */
export const pathId = (request: FastifyRequest) => (request.params as { id: string }).id;

/** The record that a request names; refuses with 404. */
export function recordOf<T extends Entity>(table: Table<T>, request: FastifyRequest): T {
	const id = pathId(request);
	const record = table.get(id);
	if (!record) throw notFound(table.kind, id);
	return record;
}

/** Adds `GET {path}/{id}`. */
export function addGet<T extends Entity>(
	app: FastifyInstance,
	path: string,
	table: Table<T>,
	config: FastifyContextConfig,
): void {
	app.get(`${path}/:id`, { config }, (request) => recordOf(table, request));
}

type CreateOptions = {
	config: FastifyContextConfig;
	required: string[];
	status?: number;
	/** Fields that a new record has when the caller does not give them. */
	defaults?(body: JsonObject, request: FastifyRequest): JsonObject;
	/** Refuses what the required fields do not catch. */
	check?(body: JsonObject): void;
};

/** Adds `POST {path}`. */
export function addCreate<T extends Entity>(
	app: FastifyInstance,
	context: TenantContext,
	path: string,
	table: Table<T>,
	options: CreateOptions,
): void {
	app.post(path, { config: options.config }, (request, reply) => {
		const body = objectBody(request);
		requireFields(body, options.required);
		options.check?.(body);
		const now = context.timestamp();
		const record = {
			...options.defaults?.(body, request),
			...body,
			id: undefined,
			created: now,
			modified: now,
		};
		reply.code(options.status ?? 201);
		return table.add(record as unknown as T);
	});
}

/** Adds `PATCH {path}/{id}` with a JSON Patch body. */
export function addPatch<T extends Entity>(
	app: FastifyInstance,
	context: TenantContext,
	path: string,
	table: Table<T>,
	options: { config: FastifyContextConfig; rule: PatchRule; status?: number },
): void {
	app.patch(`${path}/:id`, { config: options.config }, (request, reply) => {
		const record = patched(request, recordOf(table, request), options.rule);
		reply.code(options.status ?? 200);
		return table.replace({ ...record, modified: context.timestamp() });
	});
}

/** Adds `DELETE {path}/{id}` that is done at once. */
export function addDelete<T extends Entity>(
	app: FastifyInstance,
	path: string,
	table: Table<T>,
	config: FastifyContextConfig,
): void {
	app.delete(`${path}/:id`, { config }, (request, reply) => {
		table.remove(recordOf(table, request).id);
		reply.code(204).send();
	});
}

/** Adds `PUT {path}/{id}`: what the body leaves out is gone, but for what the tenant itself keeps. */
export function addPut<T extends Entity>(
	app: FastifyInstance,
	context: TenantContext,
	path: string,
	table: Table<T>,
	options: { config: FastifyContextConfig; required: string[]; kept?: string[] },
): void {
	app.put(`${path}/:id`, { config: options.config }, (request) => {
		const before = recordOf(table, request) as JsonObject & { id: string };
		const body = objectBody(request);
		requireFields(body, options.required);
		const kept = ['id', 'created', ...(options.kept ?? [])].map((field) => [field, before[field]]);
		const record = {
			...body,
			...(Object.fromEntries(kept) as JsonObject),
			modified: context.timestamp(),
		};
		return table.replace(record as unknown as T);
	});
}
