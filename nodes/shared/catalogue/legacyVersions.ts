import { stripVersion } from '../api/apiVersion';
import type { Operation } from './types';
import differences from './legacyVersions.json';

/** Versions at the beginning of a path, before the service. SailPoint removes all of them in the first quarter of 2029. */
export const LEGACY_API_VERSIONS = ['v2026', 'v2025', 'v2024', 'v3', 'beta'] as const;
export type LegacyApiVersion = (typeof LEGACY_API_VERSIONS)[number];

/** Where the legacy versions differ from the catalogue. */
export interface StoredLegacyVersions {
	/** IDs of the operations that some versions lack, by a space-separated list of the versions that have them. */
	versionsByOperation: Record<string, string[]>;
	/** IDs of the operations that are experimental in the version but not in the catalogue, or the other way round. */
	experimentalDiffers: Partial<Record<LegacyApiVersion, string[]>>;
	/**
	 * Lists that use offset pagination in the version, but another or none in the catalogue: the largest `limit` by ID. Lists
	 * without pagination in the version alone aren't included: with an offset, they return everything, too.
	 */
	offsetPages: Partial<Record<LegacyApiVersion, Record<string, number>>>;
	/** Versions by method and path of the requests that have no successor in the catalogue. */
	removed: Record<string, string>;
}

/** Versions by the ID of the operation; operations that exist in all versions aren't included. */
let versionsById: ReadonlyMap<string, LegacyApiVersion[]> | undefined;

function getVersionsById(): ReadonlyMap<string, LegacyApiVersion[]> {
	versionsById ??= new Map(
		Object.entries(differences.versionsByOperation).flatMap(([versions, ids]) =>
			ids.map((id) => [id, versions.split(' ').filter(Boolean) as LegacyApiVersion[]] as const),
		),
	);
	return versionsById;
}

/** Returns the legacy versions that have the operation, newest first. */
export const getLegacyVersions = ({ id }: Pick<Operation, 'id'>): readonly LegacyApiVersion[] =>
	getVersionsById().get(id) ?? LEGACY_API_VERSIONS;

/** Returns the path template in a legacy version; undefined if the operation doesn't exist there. */
export function toLegacyPath(operation: Operation, version: LegacyApiVersion): string | undefined {
	if (!getLegacyVersions(operation).includes(version)) return undefined;
	return `/${[version, ...stripVersion(operation.path)].join('/')}`;
}

/** Returns a legacy version by its name in a path, where `latest` means the newest one; undefined for other text. */
export const resolveLegacyVersion = (name: string): LegacyApiVersion | undefined =>
	name === 'latest'
		? LEGACY_API_VERSIONS[0]
		: LEGACY_API_VERSIONS.find((version) => version === name);

const getDifferences = <T>(
	byVersion: Partial<Record<LegacyApiVersion, T>>,
	version: string,
): T | undefined => byVersion[resolveLegacyVersion(version)!];

/**
 * Returns whether the operation requires the experimental header.
 * @param version at the beginning of the path; any other text means the version of the service
 */
export function isExperimentalInVersion({ id, experimental }: Operation, version: string): boolean {
	const differs = getDifferences(differences.experimentalDiffers, version)?.includes(id) ?? false;
	return differs !== experimental;
}

/** Returns the largest page of a list that uses offset pagination only in a legacy version; undefined for others. */
export const getLegacyOffsetPageSize = ({ id }: Operation, version: string): number | undefined =>
	getDifferences(differences.offsetPages, version)?.[id];

const matchesPattern = (pattern: string[], segments: string[]) =>
	pattern.length === segments.length &&
	pattern.every((part, index) => part.startsWith('{') || part === segments[index]);

/** Returns whether the legacy version had this request and the catalogue has no successor. */
export function isRemoved(method: string, path: string, version: string): boolean {
	const segments = stripVersion(path);
	return Object.entries(differences.removed).some(([request, versions]) => {
		const [removedMethod, removedPath = ''] = request.split(' ');
		return (
			removedMethod === method &&
			versions.split(' ').includes(version) &&
			matchesPattern(removedPath.split('/').filter(Boolean), segments)
		);
	});
}
