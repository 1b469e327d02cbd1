import groupBy from 'lodash/groupBy';

import { parseVersion, type VersionedPath } from '../api/apiVersion';
import { getFullOperation, getOperationById, storedOperations } from './operations';
import type { Operation } from './types';
import type { StoredOperation } from './storedFormat';
import type { LegacyApiVersion } from './legacyVersions';
import { isRemoved, getLegacyVersions } from './legacyVersions';

/** An operation that a path was found to call. */
export interface OperationMatch {
	operation: Operation;
	/** What stands for each placeholder, decoded. */
	values: Record<string, string>;
	/** The legacy version in the path, such as `v2025`; empty where the service's own is there, or none. */
	version: string;
}

/** A record and its path, taken apart. */
interface Route {
	record: StoredOperation;
	/** Without the version. */
	segments: string[];
	/** Of the service, such as `v1`. */
	serviceVersion: string;
}

const isPlaceholder = (segment: string) => segment.startsWith('{') && segment.endsWith('}');

/** Records by method and first segment; taken apart when they are first asked for. */
let groups: Record<string, StoredOperation[]> | undefined;
const taken = new Map<string, Route[]>();

function routesFor(method: string, first = ''): Route[] {
	const key = `${method} ${first}`;
	groups ??= groupBy(
		storedOperations,
		(record) => `${record.method} ${record.path.split('/', 2)[1]}`,
	);
	const routes =
		taken.get(key) ??
		(groups[key] ?? []).map((record) => {
			const { rest: segments, serviceVersion } = parseVersion(record.path);
			return { record, segments, serviceVersion };
		});
	taken.set(key, routes);
	return routes;
}

const fits = (route: Route, segments: string[]) =>
	route.segments.length === segments.length &&
	route.segments.every((part, index) => part === segments[index] || isPlaceholder(part));

/** How many segments are matched by name, the first ones first: `/roles/v1/filter` is no role called filter. */
const exactness = ({ segments }: Route) =>
	segments.map((segment) => (isPlaceholder(segment) ? '0' : '1')).join('');

/** Among the versions of a service: the one in the path; else the one that the legacy version corresponds to. */
function rightVersion(
	candidates: Route[],
	{ serviceVersion: own, legacyVersion: leading }: VersionedPath,
): Route | undefined {
	if (own) return candidates.find(({ serviceVersion }) => serviceVersion === own);
	const legacy = leading as LegacyApiVersion;
	return (
		candidates.find(({ record }) => getLegacyVersions(record).includes(legacy)) ?? candidates[0]
	);
}

function decoded(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

const valuesIn = (route: Route, segments: string[]) =>
	Object.fromEntries(
		route.segments.flatMap((part, index) =>
			isPlaceholder(part) ? [[part.slice(1, -1), decoded(segments[index] ?? '')]] : [],
		),
	);

/**
 * Finds the operation that a request calls.
 * @param path concrete or a template, in any version form: `/accounts/v1/2c91`, `/v2025/accounts/2c91`, `/accounts`
 * @returns undefined where the catalogue has none, or the call of a legacy version has no successor
 */
export function findOperationByRequest(method: string, path: string): OperationMatch | undefined {
	const [bare = ''] = path.split('?');
	const parsed = parseVersion(bare);
	const { rest: segments, legacyVersion: version } = parsed;
	if (isRemoved(method, bare, version)) return undefined;
	const fitting = routesFor(method, segments[0]).filter((route) => fits(route, segments));
	const best = fitting.map(exactness).sort().at(-1);
	const route = rightVersion(
		fitting.filter((candidate) => exactness(candidate) === best),
		parsed,
	);
	return (
		route && {
			operation: getFullOperation(route.record),
			values: valuesIn(route, segments),
			version,
		}
	);
}

/** @param name method and path, as in `POST /accounts/v1/{id}/disable` */
export function findOperationByMethodAndPath(name: string): Operation | undefined {
	const [method = '', path = ''] = name.trim().split(/\s+/);
	return findOperationByRequest(method.toUpperCase(), path)?.operation;
}

/** @param name ID in any case, or method and path in any version form */
export const findOperation = (name: string): Operation | undefined =>
	name.includes('/')
		? findOperationByMethodAndPath(name)
		: (getOperationById(name) ?? operationLike(name));

function operationLike(id: string): Operation | undefined {
	const wanted = id.toLowerCase();
	const record = wanted && storedOperations.find((one) => one.id.toLowerCase() === wanted);
	return record ? getFullOperation(record) : undefined;
}
