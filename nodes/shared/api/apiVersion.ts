/** Legacy API versions, which precede the name of the service. */
const LEGACY_VERSION = /^(v2|v3|beta|v20\d\d|latest)$/i;
/** Versions of a single service, which follow its name. */
const SERVICE_VERSION = /^v\d{1,2}$/i;

/** Services whose names have two segments. */
const TWO_SEGMENT_SERVICES = ['das/identity-collectors'];
/** First segments of paths without a version. */
const UNVERSIONED_ROOT = /^(cc|oauth|ui|\.well-known)$/;

const splitPath = (path: string) => path.split('/').filter(Boolean);
const getServiceNameLength = (segments: string[]) =>
	TWO_SEGMENT_SERVICES.includes(segments.slice(0, 2).join('/')) ? 2 : 1;

const isVersion = (segment: string) =>
	LEGACY_VERSION.test(segment) || SERVICE_VERSION.test(segment);

/** A path with its version. */
export interface VersionedPath {
	/** Segments without the version. */
	rest: string[];
	/** Legacy version, such as `v2025`; empty if there is none. The gateway counts requests per legacy version. */
	legacyVersion: string;
	/** Version of the service, such as `v1`; empty if there is none. */
	serviceVersion: string;
	/** Index of the segment with the version; -1 if there is none. */
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
	// A path with both kinds of version is invalid.
	if (LEGACY_VERSION.test(first))
		return !SERVICE_VERSION.test(rest[getServiceNameLength(rest)] ?? '');
	return SERVICE_VERSION.test(segments[getServiceNameLength(segments)] ?? '');
}

/**
 * Corrects a path whose version is missing or in the wrong position.
 * @returns the path that ISC most likely expects; undefined if the version is in the right position
 */
export function suggestPath(path: string): string | undefined {
	const segments = splitPath(path);
	if (segments.length === 0 || hasVersionInPlace(segments)) return undefined;

	const versions = segments.filter(isVersion).map((version) => version.toLowerCase());
	const rest = segments.filter((segment) => !isVersion(segment));
	if (rest.length === 0) return undefined;
	// `v2` can be of either kind. In the wrong position, it is most likely the version of the service.
	const serviceVersion = versions.find(
		(version) => SERVICE_VERSION.test(version) && version !== 'v3',
	);
	const legacyVersion = versions.find((version) => LEGACY_VERSION.test(version));
	if (!serviceVersion && legacyVersion) return `/${[legacyVersion, ...rest].join('/')}`;
	const length = getServiceNameLength(rest);
	return `/${[...rest.slice(0, length), serviceVersion ?? 'v1', ...rest.slice(length)].join('/')}`;
}
