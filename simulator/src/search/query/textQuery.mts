import type { JsonObject } from '../../http/parseBody.mts';
import { badRequest } from '../../http/errors.mts';
import type { Test } from './predicates.mts';
import type { Scope } from './nestedScope.mts';

function texts(body: JsonObject, name: string): string[] {
	const list = body[name];
	if (!Array.isArray(list) || !list.length) {
		throw badRequest(`The field "textQuery.${name}" must be a list with something in it.`);
	}
	return list.map(String);
}

/** Compiles a text query into a test: fields that start with the terms or contain them. */
export function compileTextQuery(body: JsonObject, scope: Scope): Test {
	const fields = texts(body, 'fields');
	const tests = texts(body, 'terms').map((term): Test => {
		const wanted = term.toLowerCase();
		const onField = fields.map((field) =>
			scope.on(field, (value) => {
				const text = String(value).toLowerCase();
				return body.contains ? text.includes(wanted) : text.startsWith(wanted);
			}),
		);
		return (document) => onField.some((test) => test(document));
	});
	return (document) =>
		body.matchAny ? tests.some((test) => test(document)) : tests.every((test) => test(document));
}
