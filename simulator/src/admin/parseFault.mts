import type { Fault } from '../faults/faults.mts';
import type { JsonObject } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';
import { refusals } from '../recorded/refusals.mts';

const known = new Set([
	'method',
	'path',
	'pathRegex',
	'query',
	'nth',
	'times',
	'latencyMs',
	'status',
	'headers',
	'body',
	'gatewayPage',
	'cut',
	'slowBody',
	'malformedJson',
	'expireToken',
	'redirectTo',
	'recorded',
	'total',
	'emptyPage',
	'repeatPage',
]);

/** Parses a fault from JSON, where `pathRegex` has the expression for the path. */
export function parseFault(body: JsonObject): Fault {
	const unknown = Object.keys(body).filter((key) => !known.has(key));
	// A misspelled condition would otherwise create a fault that matches every request.
	if (unknown.length) throw badRequest(`A fault has no "${unknown.join('", "')}".`);
	if (body.recorded !== undefined && !Object.hasOwn(refusals, String(body.recorded))) {
		throw badRequest(`Recorded are: ${Object.keys(refusals).join(', ')}.`);
	}
	const { pathRegex, ...rest } = body;
	if (pathRegex === undefined) return rest as Fault;
	try {
		return { ...rest, path: new RegExp(String(pathRegex)) } as Fault;
	} catch (error) {
		throw badRequest((error as Error).message);
	}
}
