/** Versions that stand first in a path, before the name of the service. */
const LEGACY_VERSION = /^(v2|v3|beta|v20\d\d|latest)$/i;
/** Versions that stand after the name of the service: each service counts its own. */
const SERVICE_VERSION = /^v\d{1,2}$/i;

/** Services whose name has two segments. */
const TWO_SEGMENT_SERVICES = ['das/identity-collectors'];
/** Paths without any version. */
const UNVERSIONED_ROOT = /^(cc|oauth|ui|\.well-known)$/;

const splitPath = (path: string) => path.split('/').filter(Boolean);
const getServiceNameLength = (segments: string[]) =>
	TWO_SEGMENT_SERVICES.includes(segments.slice(0, 2).join('/')) ? 2 : 1;

const isVersion = (segment: string) =>
	LEGACY_VERSION.test(segment) || SERVICE_VERSION.test(segment);

/** A path and where its version stands. */
export interface VersionedPath {
	/** Without the version: what the request is about. */
	rest: string[];
	/** The version before the service that the gateway counts a request for, such as `v2025`; empty where none stands first. */
	legacyVersion: string;
	/** The version of the service itself, such as `v1`; empty where there is none. */
	serviceVersion: string;
	/** Which segment the version is; -1 where there is none. */
	versionIndex: number;
}

/** Finds the version in a path. */
export function parseVersion(path: string): VersionedPath {
	const segments = splitPath(path);
	const versionIndex = segments.findIndex(isVersion);
	const version = segments[versionIndex]?.toLowerCase() ?? '';
	const isLeading = versionIndex === 0 && LEGACY_VERSION.test(version);
	return {
		rest: segments.filter((_segment, index) => index !== versionIndex),
		legacyVersion: isLeading ? version : '',
		serviceVersion: !isLeading && SERVICE_VERSION.test(version) ? version : '',
		versionIndex,
	};
}

export const stripVersion = (path: string): string[] => parseVersion(path).rest;
export const getLegacyVersion = (path: string): string => parseVersion(path).legacyVersion;

function hasVersionInPlace(segments: string[]): boolean {
	const [first = '', ...rest] = segments;
	if (UNVERSIONED_ROOT.test(first)) return true;
	// Both forms at once are neither.
	if (LEGACY_VERSION.test(first))
		return !SERVICE_VERSION.test(rest[getServiceNameLength(rest)] ?? '');
	return SERVICE_VERSION.test(segments[getServiceNameLength(segments)] ?? '');
}

/**
 * Mends a path whose version is missing or stands in the wrong place.
 * @returns the path as ISC would expect it; undefined where the version is in place
 */
export function suggestPath(path: string): string | undefined {
	const segments = splitPath(path);
	if (segments.length === 0 || hasVersionInPlace(segments)) return undefined;

	const versions = segments.filter(isVersion).map((version) => version.toLowerCase());
	const rest = segments.filter((segment) => !isVersion(segment));
	if (rest.length === 0) return undefined;
	// `v2` may be either; out of place it is more likely the service's own.
	const own = versions.find((version) => SERVICE_VERSION.test(version) && version !== 'v3');
	const legacyVersion = versions.find((version) => LEGACY_VERSION.test(version));
	if (!own && legacyVersion) return `/${[legacyVersion, ...rest].join('/')}`;
	const length = getServiceNameLength(rest);
	return `/${[...rest.slice(0, length), own ?? 'v1', ...rest.slice(length)].join('/')}`;
}
