import type { IHttpRequestMethods } from './n8n';
import type { OperationFacts } from './types';

const READ_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Returns whether a request only reads data, so that it can be repeated and sent in parallel. A POST is read-only if
 * the facts about its operation say so. PUT and DELETE are idempotent in HTTP, but in ISC they start a task each
 * time.
 */
export const isReadOnly = (method: IHttpRequestMethods, operation: OperationFacts | undefined) =>
	READ_METHODS.has(method) || (method === 'POST' && operation?.readOnly === true);
