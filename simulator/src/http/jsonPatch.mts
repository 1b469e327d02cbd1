import type { FastifyRequest } from 'fastify';
import jsonPatch from 'fast-json-patch';
import type { Operation } from 'fast-json-patch';
import { parseArrayBody } from './parseBody.mts';
import { badRequest } from './errors.mts';

/** The fields that a patch can change: all except some, or only some. */
export type PatchRule = { immutable: string[] } | { mutable: string[] };

const topField = (pointer: unknown) => String(pointer ?? '').split('/')[1] ?? '';

function checkPaths(operations: Operation[], rule: PatchRule): void {
	for (const operation of operations) {
		if (operation.op === 'test') continue;
		const touched = [topField(operation.path)];
		if (operation.op === 'move') touched.push(topField(operation.from));
		for (const field of touched) {
			const allowed =
				'mutable' in rule ? rule.mutable.includes(field) : !rule.immutable.includes(field);
			if (!allowed || field === '') throw badRequest(`The field "${field}" cannot be changed.`);
		}
	}
}

/** Returns the record with the patch of the body applied. Doesn't change the record itself. */
export function applyJsonPatch<T extends object>(
	request: FastifyRequest,
	record: T,
	rule: PatchRule,
): T {
	const type = request.headers['content-type'] ?? '';
	// ISC doesn't say that the content type is the reason, and neither does the simulator.
	if (!type.startsWith('application/json-patch+json')) throw badRequest();
	const operations = parseArrayBody(request) as Operation[];
	checkPaths(operations, rule);
	try {
		return jsonPatch.applyPatch(structuredClone(record), operations, true).newDocument;
	} catch (error) {
		const { name, message } = error as Error;
		throw badRequest(`${name}: ${message.split('\n')[0]}`);
	}
}
