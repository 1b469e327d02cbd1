/** Versions that stand first in a path, before the name of the service. */
const LEADING = /^(v2|v3|beta|v20\d\d|latest|cc)$/;
/** Versions that stand after the name of the service: each service counts its own. */
const FOLLOWING = /^v\d{1,2}$/;

/** Services whose name has two segments. */
const LONG_SERVICES = ['das/identity-collectors'];

export interface VersionedPath {
	/** The path without its version: what the request is about. */
	segments: string[];
	version?: string;
	/** Whether the version stands where ISC expects it. */
	inPlace: boolean;
}

/** Takes a path such as `/accounts/v1/123` or `/v2025/accounts/123` apart. */
export function readVersion(path: string): VersionedPath {
	const all = path.split('/').filter(Boolean);
	const at = all.findIndex((segment) => LEADING.test(segment) || FOLLOWING.test(segment));
	const version = all[at];
	const nameLength = LONG_SERVICES.includes(all.slice(0, 2).join('/')) ? 2 : 1;
	const inPlace =
		version !== undefined &&
		(at === 0 ? LEADING.test(version) : at === nameLength && FOLLOWING.test(version));
	return { segments: all.filter((_segment, index) => index !== at), version, inPlace };
}

/**
 * Mends a path whose version is missing or stands in the wrong place.
 * @returns the path as ISC would expect it; undefined where the version is in place
 */
export function suggestedPath(path: string): string | undefined {
	const { segments, version, inPlace } = readVersion(path);
	const [service, ...rest] = segments;
	if (inPlace || service === undefined) return undefined;
	// `v2` may be either; out of place it is more likely the service's own.
	const leading = version !== undefined && LEADING.test(version) && version !== 'v2';
	return leading
		? `/${[version, ...segments].join('/')}`
		: `/${[service, version ?? 'v1', ...rest].join('/')}`;
}
