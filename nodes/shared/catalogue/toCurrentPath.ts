import { parseVersion, suggestPath, getLegacyVersion } from '../api/apiVersion';
import { findOperationByRequest } from './findOperation';
import type { Operation } from './types';
import { maskExpressions } from '../parameters/maskExpressions';
import { resolveLegacyVersion } from './legacyVersions';

export interface CurrentPath {
	/** The path with the version of its service, otherwise unchanged. */
	path: string;
	operation: Operation;
}

/**
 * Finds the current path for a legacy path.
 * @param path of a legacy version, such as `/v3/accounts/2c91`; placeholders, n8n expressions (each counts as one segment
 * or a part of one), and a query stay unchanged
 * @returns undefined if the path has no legacy version or no known successor
 */
export function toCurrentPath(method: string, path: string): CurrentPath | undefined {
	const masked = maskExpressions(path);
	const [, pathOnly = '', rest = ''] = /^([^?#]*)(.*)$/s.exec(masked.text) ?? [];
	const version = resolveLegacyVersion(getLegacyVersion(pathOnly));
	// A path with two versions needs a person: `suggestPath` proposes a fix.
	if (!version || suggestPath(pathOnly)) return undefined;

	const [, ...segments] = pathOnly.split('/').filter(Boolean);
	const operation = findOperationByRequest(
		method,
		`/${[version, ...segments].join('/')}`,
	)?.operation;
	if (!operation) return undefined;

	const { versionIndex: place, serviceVersion: own } = parseVersion(operation.path);
	const current = [...segments.slice(0, place), own, ...segments.slice(place)];
	const end = pathOnly.endsWith('/') ? '/' : '';
	return { path: masked.restore(`/${current.join('/')}${end}${rest}`), operation };
}
