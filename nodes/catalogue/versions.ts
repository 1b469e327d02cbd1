import { stripVersion } from '../client/versions';
import type { Operation } from './operation';
import { LEGACY_API_VERSIONS, type LegacyApiVersion } from './storedVersions';
import differences from './versions.json';

/** By ID: the versions that an operation can be called in; those that are in all of them are not named. */
let known: ReadonlyMap<string, LegacyApiVersion[]> | undefined;

function existence(): ReadonlyMap<string, LegacyApiVersion[]> {
	known ??= new Map(
		Object.entries(differences.existence).flatMap(([versions, ids]) =>
			ids.map((id) => [id, versions.split(' ').filter(Boolean) as LegacyApiVersion[]] as const),
		),
	);
	return known;
}

/** The legacy versions that have the operation, the newest first. */
export const getLegacyVersions = ({ id }: Pick<Operation, 'id'>): readonly LegacyApiVersion[] =>
	existence().get(id) ?? LEGACY_API_VERSIONS;

/** @returns the path template in a legacy version; undefined where the operation does not exist there */
export function toLegacyPath(operation: Operation, version: LegacyApiVersion): string | undefined {
	if (!getLegacyVersions(operation).includes(version)) return undefined;
	return `/${[version, ...stripVersion(operation.path)].join('/')}`;
}

/** What `latest` stands for. */
const [NEWEST] = LEGACY_API_VERSIONS;
const legacy = (version: string) => (version === 'latest' ? NEWEST : (version as LegacyApiVersion));

/**
 * Whether the operation wants the experimental header.
 * @param version that stands first in the path; anything else for the service's own
 */
export function isExperimentalInVersion({ id, experimental }: Operation, version: string): boolean {
	const differs = differences.experimentalDiffers[legacy(version)]?.includes(id) ?? false;
	return differs !== experimental;
}

/** @returns the largest page of a list that pages by offset in a legacy version alone; undefined for others */
export const getLegacyOffsetPageSize = ({ id }: Operation, version: string): number | undefined =>
	differences.offsetPages[legacy(version)]?.[id];

const isSame = (pattern: string[], segments: string[]) =>
	pattern.length === segments.length &&
	pattern.every((part, index) => part.startsWith('{') || part === segments[index]);

/** @returns whether the legacy version had this call, and nothing in the catalogue corresponds to it */
export function isRemoved(method: string, path: string, version: string): boolean {
	const segments = stripVersion(path);
	return Object.entries(differences.gone).some(([request, versions]) => {
		const [goneMethod, gonePath = ''] = request.split(' ');
		return (
			goneMethod === method &&
			versions.split(' ').includes(version) &&
			isSame(gonePath.split('/').filter(Boolean), segments)
		);
	});
}
