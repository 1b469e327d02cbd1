/** Versions that stand first in a path, before the name of the service. */
const LEADING = /^(v2|v3|beta|v20\d\d|latest)$/i;
/** Versions that stand after the name of the service: each service counts its own. */
const FOLLOWING = /^v\d{1,2}$/i;

/** Services whose name has two segments. */
const LONG_SERVICES = ['das/identity-collectors'];
/** Paths without any version. */
const UNVERSIONED = /^(cc|oauth|ui|\.well-known)$/;

const segmentsOf = (path: string) => path.split('/').filter(Boolean);
const nameLength = (segments: string[]) =>
	LONG_SERVICES.includes(segments.slice(0, 2).join('/')) ? 2 : 1;

const isVersion = (segment: string) => LEADING.test(segment) || FOLLOWING.test(segment);

/** A path and where its version stands. */
export interface VersionedPath {
	/** Without the version: what the request is about. */
	rest: string[];
	/** The version before the service that the gateway counts a request for, such as `v2025`; empty where none stands first. */
	leading: string;
	/** The version of the service itself, such as `v1`; empty where there is none. */
	own: string;
	/** Which segment the version is; -1 where there is none. */
	place: number;
}

/** Finds the version in a path. */
export function parseVersion(path: string): VersionedPath {
	const segments = segmentsOf(path);
	const place = segments.findIndex(isVersion);
	const version = segments[place]?.toLowerCase() ?? '';
	const isLeading = place === 0 && LEADING.test(version);
	return {
		rest: segments.filter((_segment, index) => index !== place),
		leading: isLeading ? version : '',
		own: !isLeading && FOLLOWING.test(version) ? version : '',
		place,
	};
}

export const stripVersion = (path: string): string[] => parseVersion(path).rest;
export const getLegacyVersion = (path: string): string => parseVersion(path).leading;

function isInPlace(segments: string[]): boolean {
	const [first = '', ...rest] = segments;
	if (UNVERSIONED.test(first)) return true;
	// Both forms at once are neither.
	if (LEADING.test(first)) return !FOLLOWING.test(rest[nameLength(rest)] ?? '');
	return FOLLOWING.test(segments[nameLength(segments)] ?? '');
}

/**
 * Mends a path whose version is missing or stands in the wrong place.
 * @returns the path as ISC would expect it; undefined where the version is in place
 */
export function suggestPath(path: string): string | undefined {
	const segments = segmentsOf(path);
	if (segments.length === 0 || isInPlace(segments)) return undefined;

	const versions = segments.filter(isVersion).map((version) => version.toLowerCase());
	const rest = segments.filter((segment) => !isVersion(segment));
	if (rest.length === 0) return undefined;
	// `v2` may be either; out of place it is more likely the service's own.
	const own = versions.find((version) => FOLLOWING.test(version) && version !== 'v3');
	const leading = versions.find((version) => LEADING.test(version));
	if (!own && leading) return `/${[leading, ...rest].join('/')}`;
	const length = nameLength(rest);
	return `/${[...rest.slice(0, length), own ?? 'v1', ...rest.slice(length)].join('/')}`;
}
