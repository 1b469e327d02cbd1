import type { ApiRequest } from '../../api/types';
import { buildBody } from './body';
import type { FilePart } from './formData';
import { buildHeaders } from './headers';
import type { Operation } from '../types';
import { buildPath } from './path';
import { buildOperationQuery } from './query';
import type { LegacyApiVersion } from '../legacyVersions';

/** What a user gave for one operation, by the names of its parameters. */
export interface RequestInput {
	path: Record<string, unknown>;
	/** What the editor calls the values of the path, where that is another name. */
	pathLabels?: Record<string, string>;
	query: Record<string, unknown>;
	headers: Record<string, unknown>;
	/** The whole body, an object with the fields that are set, or JSON text of either. */
	body?: unknown;
	/** The JSON that the body was read from, as typed. */
	bodyText?: string;
	/** By the name of the form's field. */
	files?: Record<string, FilePart>;
}

/**
 * Makes a request of an operation and what the user gave for it. All that the catalogue knows is checked
 * here, before a request is spent.
 * @param version `current` for the service's own version
 * @throws BadInput naming the parameter that is missing or takes other values
 */
export function buildRequest(
	operation: Operation,
	version: LegacyApiVersion | 'current',
	input: RequestInput,
): ApiRequest {
	const path = buildPath(operation, version, input.path, input.pathLabels);
	const query = buildOperationQuery(operation, input.query);
	const { body, contentType } = buildBody(operation, input.body, input.files, input.bodyText);
	const headers = buildHeaders(operation, version, input.headers, contentType);
	return {
		method: operation.method,
		path,
		query,
		headers,
		...(body !== undefined && { body }),
		operation,
	};
}
