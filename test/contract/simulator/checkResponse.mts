import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { validateOutput } from '@stoplight/prism-http/dist/validator/index.js';

import { findOperationByRequest } from '../../../nodes/shared/catalogue/findOperation.ts';
import { readDocument } from '../prepareDocument.mts';
import type { RecordedResponse } from './recorder.mts';

interface Diagnostic {
	message: string;
	path?: (string | number)[];
}

/** A response that succeeded, held against the document. */
export interface Checked {
	operationId: string;
	/** What the response breaks of the document, such as `body[].owner: must be object`. */
	problems: string[];
}

/** Positions in lists and the names of free maps make no difference. */
const formatPath = (path: (string | number)[]) =>
	path.map((part) => (/^\d+$/.test(String(part)) ? '[]' : `.${part}`)).join('');

const formatProblem = ({ message, path = [] }: Diagnostic) =>
	`${formatPath(path).replace(/^\./, '')}: ${message.replace(/^(Response body )?property \S+ /, '')}`;

/** Reads a document and returns a function that holds responses against it. */
export async function createResponseChecker(file: string) {
	const operations = await getHttpOperationsFromSpec(await readDocument(file));
	const byName = new Map(
		operations.map((operation) => [
			`${operation.method.toUpperCase()} ${operation.path}`,
			operation,
		]),
	);
	return ({ method, path, status, contentType, body }: RecordedResponse): Checked | undefined => {
		const found = findOperationByRequest(method, path)?.operation;
		const operation = found && byName.get(`${method} ${found.path}`);
		if (!found || !operation) return undefined;
		const headers: Record<string, string> = contentType ? { 'content-type': contentType } : {};
		// Prism doesn't treat an empty body as a value.
		const element = { statusCode: status, headers, body: body === '' ? undefined : body };
		const result = validateOutput({ resource: operation, element }) as {
			left?: Diagnostic[];
		};
		const problems = new Set((result.left ?? []).map(formatProblem));
		return { operationId: found.id, problems: [...problems] };
	};
}
