import type { ApiRequest } from './types';

const READ_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a call changes nothing, so that it may be repeated, and others made beside it. Of a POST, what builds the
 * call says so. A PUT or DELETE may be idempotent in HTTP, but in ISC it starts a task each time.
 */
export const isReadOnly = ({ method, operation }: Pick<ApiRequest, 'method' | 'operation'>) =>
	READ_METHODS.has(method) || (method === 'POST' && operation?.readOnly === true);
