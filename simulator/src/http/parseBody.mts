import type { FastifyRequest } from 'fastify';
import { badRequest } from './errors.mts';

export type JsonObject = Record<string, unknown>;

/** Returns the body if it is an object. Throws a 400 for anything else. */
export function parseObjectBody(request: FastifyRequest): JsonObject {
	const { body } = request;
	if (!body || typeof body !== 'object' || Array.isArray(body) || Buffer.isBuffer(body)) {
		throw badRequest('The body must be a JSON object.');
	}
	return body as JsonObject;
}

/** Returns the body if it is an array. Throws a 400 for anything else. */
export function parseArrayBody(request: FastifyRequest): unknown[] {
	if (!Array.isArray(request.body)) throw badRequest('The body must be a JSON array.');
	return request.body;
}

/** Returns a list in the body. Throws a 400 for anything else. */
export function parseList(request: FastifyRequest, field: string): unknown[] {
	const body = parseObjectBody(request);
	requireFields(body, [field]);
	const list = body[field];
	if (!Array.isArray(list)) throw badRequest(`The field "${field}" must be a list.`);
	return list;
}

/** Throws a 400 that names each missing field; `a.b` is a nested field. */
export function requireFields(body: JsonObject, fields: string[]): void {
	const missing = fields.filter((field) => {
		let value: unknown = body;
		for (const key of field.split('.')) value = (value as JsonObject | null | undefined)?.[key];
		return value === undefined || value === null || value === '';
	});
	if (missing.length)
		throw badRequest(...missing.map((field) => `The field "${field}" is required.`));
}
