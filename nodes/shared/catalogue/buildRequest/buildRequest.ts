import type { ApiRequest } from '../../api/types';
import { buildBody } from './body';
import type { FilePart } from './formData';
import { buildHeaders } from './headers';
import type { Operation } from '../types';
import { buildPath } from './path';
import { buildOperationQuery } from './query';
import type { LegacyApiVersion } from '../legacyVersions';

/** The values entered for one operation, by the names of its parameters. */
export interface RequestInput {
	path: Record<string, unknown>;
	/** Labels of the path parameters in the editor, if they differ from the names. */
	pathLabels?: Record<string, string>;
	query: Record<string, unknown>;
	headers: Record<string, unknown>;
	/** The whole body, an object with the fields that are set, or JSON text of either. */
	body?: unknown;
	/** The JSON as the user typed it, which the body was parsed from. */
	bodyText?: string;
	/** Files by the name of their form field. */
	files?: Record<string, FilePart>;
}

/**
 * Builds the request of an operation from the entered values. Checks everything that the catalogue knows, before
 * anything is sent.
 * @param version `current` for the service's own version
 * @throws ParameterError naming the parameter that is missing or has a wrong value
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
