import { stripVersion } from '../api/apiVersion';
import type { Operation } from './types';
import differences from './legacyVersions.json';

/** Versions that stand before the service in a path. All end in the first quarter of 2029. */
export const LEGACY_API_VERSIONS = ['v2026', 'v2025', 'v2024', 'v3', 'beta'] as const;
export type LegacyApiVersion = (typeof LEGACY_API_VERSIONS)[number];

/** Where the legacy versions differ from the catalogue. */
export interface StoredLegacyVersions {
	/** IDs of the operations that some versions lack, by the versions that have them, with spaces between. */
	versionsByOperation: Record<string, string[]>;
	/** IDs of the operations that are experimental in the version and not in the catalogue, or the other way round. */
	experimentalDiffers: Partial<Record<LegacyApiVersion, string[]>>;
	/**
	 * Lists that page by offset in the version and otherwise, or not at all, today: by ID, the largest `limit` there.
	 * A list that comes as a whole in the version alone isn't named: asked by offset, it comes as a whole too.
	 */
	offsetPages: Partial<Record<LegacyApiVersion, Record<string, number>>>;
	/** Calls of the versions that nothing in the catalogue corresponds to, as method and path, with the versions. */
	removed: Record<string, string>;
}

/** By ID: the versions that an operation can be called in; those that are in all of them are not named. */
let versionsById: ReadonlyMap<string, LegacyApiVersion[]> | undefined;

function getVersionsById(): ReadonlyMap<string, LegacyApiVersion[]> {
	versionsById ??= new Map(
		Object.entries(differences.versionsByOperation).flatMap(([versions, ids]) =>
			ids.map((id) => [id, versions.split(' ').filter(Boolean) as LegacyApiVersion[]] as const),
		),
	);
	return versionsById;
}

/** The legacy versions that have the operation, the newest first. */
export const getLegacyVersions = ({ id }: Pick<Operation, 'id'>): readonly LegacyApiVersion[] =>
	getVersionsById().get(id) ?? LEGACY_API_VERSIONS;

/** @returns the path template in a legacy version; undefined where the operation does not exist there */
export function toLegacyPath(operation: Operation, version: LegacyApiVersion): string | undefined {
	if (!getLegacyVersions(operation).includes(version)) return undefined;
	return `/${[version, ...stripVersion(operation.path)].join('/')}`;
}

/** What `latest` stands for. */
const [NEWEST] = LEGACY_API_VERSIONS;
const resolveVersion = (version: string) =>
	version === 'latest' ? NEWEST : (version as LegacyApiVersion);

/**
 * Whether the operation wants the experimental header.
 * @param version that stands first in the path; anything else for the service's own
 */
export function isExperimentalInVersion({ id, experimental }: Operation, version: string): boolean {
	const differs = differences.experimentalDiffers[resolveVersion(version)]?.includes(id) ?? false;
	return differs !== experimental;
}

/** @returns the largest page of a list that pages by offset in a legacy version alone; undefined for others */
export const getLegacyOffsetPageSize = ({ id }: Operation, version: string): number | undefined =>
	differences.offsetPages[resolveVersion(version)]?.[id];

const matchesPattern = (pattern: string[], segments: string[]) =>
	pattern.length === segments.length &&
	pattern.every((part, index) => part.startsWith('{') || part === segments[index]);

/** @returns whether the legacy version had this call, and nothing in the catalogue corresponds to it */
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
