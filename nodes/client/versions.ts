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

/** The path without its version: what the request is about. */
export function withoutVersion(path: string): string[] {
	const segments = segmentsOf(path);
	const at = segments.findIndex(isVersion);
	return segments.filter((_segment, index) => index !== at);
}

/**
 * The API version that the gateway counts a request for.
 * @returns a leading version such as `v2025`; empty for services with a version of their own
 */
export function versionOf(path: string): string {
	const [first = ''] = segmentsOf(path);
	return LEADING.test(first) ? first.toLowerCase() : '';
}

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
export function suggestedPath(path: string): string | undefined {
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
