import groupBy from 'lodash/groupBy';

import { parseVersion, type VersionedPath } from '../api/apiVersion';
import { getFullOperation, getOperationById, storedOperations } from './operations';
import type { Operation } from './types';
import type { StoredOperation } from './storedFormat';
import type { LegacyApiVersion } from './legacyVersions';
import { isRemoved, getLegacyVersions } from './legacyVersions';
import { tryDecodeUri } from '../parameters/tryParse';

/** The operation of a request, with the values in its path. */
export interface OperationMatch {
	operation: Operation;
	/** Values of the path parameters, decoded. */
	values: Record<string, string>;
	/** The legacy version in the path, such as `v2025`; empty for the version of the service, or no version. */
	version: string;
}

/** A stored operation and the segments of its path. */
interface Route {
	record: StoredOperation;
	/** Segments without the version. */
	segments: string[];
	/** Version of the service, such as `v1`. */
	serviceVersion: string;
}

const isPlaceholder = (segment: string) => segment.startsWith('{') && segment.endsWith('}');

/** Stored operations by method and first segment. Routes are parsed on first use, since most runs need few of them. */
let recordsByKey: Record<string, StoredOperation[]> | undefined;
const routesByKey = new Map<string, Route[]>();

function getRoutes(method: string, first = ''): Route[] {
	const key = `${method} ${first}`;
	recordsByKey ??= groupBy(
		storedOperations,
		(record) => `${record.method} ${record.path.split('/', 2)[1]}`,
	);
	const routes =
		routesByKey.get(key) ??
		(recordsByKey[key] ?? []).map((record) => {
			const { rest: segments, serviceVersion } = parseVersion(record.path);
			return { record, segments, serviceVersion };
		});
	routesByKey.set(key, routes);
	return routes;
}

const matchesRoute = (route: Route, segments: string[]) =>
	route.segments.length === segments.length &&
	route.segments.every((part, index) => part === segments[index] || isPlaceholder(part));

/**
 * Returns which segments match by name, earlier ones first. The more specific route wins: `/roles/v1/filter` isn't a role
 * named filter.
 */
const getSpecificity = ({ segments }: Route) =>
	segments.map((segment) => (isPlaceholder(segment) ? '0' : '1')).join('');

/** Selects the service version in the path, or else the one that the legacy version corresponds to. */
function selectVersion(
	candidates: Route[],
	{ serviceVersion: own, legacyVersion: leading }: VersionedPath,
): Route | undefined {
	if (own) return candidates.find(({ serviceVersion }) => serviceVersion === own);
	const legacy = leading as LegacyApiVersion;
	return (
		candidates.find(({ record }) => getLegacyVersions(record).includes(legacy)) ?? candidates[0]
	);
}

const getPathValues = (route: Route, segments: string[]) =>
	Object.fromEntries(
		route.segments.flatMap((part, index) =>
			isPlaceholder(part) ? [[part.slice(1, -1), tryDecodeUri(segments[index] ?? '')]] : [],
		),
	);

/**
 * Finds the operation that a request calls.
 * @param path concrete or a template, in any version form: `/accounts/v1/2c91`, `/v2025/accounts/2c91`, `/accounts`
 * @returns undefined if the catalogue has none, or if the legacy request has no successor
 */
export function findOperationByRequest(method: string, path: string): OperationMatch | undefined {
	const [pathOnly = ''] = path.split('?');
	const parsed = parseVersion(pathOnly);
	const { rest: segments, legacyVersion: version } = parsed;
	if (isRemoved(method, pathOnly, version)) return undefined;
	const matching = getRoutes(method, segments[0]).filter((route) => matchesRoute(route, segments));
	const bestSpecificity = matching.map(getSpecificity).sort().at(-1);
	const route = selectVersion(
		matching.filter((candidate) => getSpecificity(candidate) === bestSpecificity),
		parsed,
	);
	return (
		route && {
			operation: getFullOperation(route.record),
			values: getPathValues(route, segments),
			version,
		}
	);
}

/** Finds an operation by method and path, such as `POST /accounts/v1/{id}/disable`. */
export function findOperationByMethodAndPath(name: string): Operation | undefined {
	const [method = '', path = ''] = name.trim().split(/\s+/);
	return findOperationByRequest(method.toUpperCase(), path)?.operation;
}

/** Finds an operation by its ID in any case, or by method and path in any version form. */
export const findOperation = (name: string): Operation | undefined =>
	name.includes('/')
		? findOperationByMethodAndPath(name)
		: (getOperationById(name) ?? findOperationIgnoringCase(name));

function findOperationIgnoringCase(id: string): Operation | undefined {
	const lowerCaseId = id.toLowerCase();
	const record =
		lowerCaseId && storedOperations.find((one) => one.id.toLowerCase() === lowerCaseId);
	return record ? getFullOperation(record) : undefined;
}
