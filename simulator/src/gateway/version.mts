const legacy = /^\/(v3|beta|v2024|v2025|v2026)\/([^/?]+)(.*)$/s;

// The only published service of which a yearly version corresponds to v2.
const toV2 = new Set(['v3', 'beta', 'v2026'].map((version) => `${version} access-request-config`));

/** Returns the per-service form of a URL: `/v3/accounts/1` becomes `/accounts/v1/1`. */
export function perServiceUrl(url: string): string {
	const match = legacy.exec(url);
	if (!match) return url;
	const [, version, service, rest] = match as unknown as [string, string, string, string];
	return `/${service}/${toV2.has(`${version} ${service}`) ? 'v2' : 'v1'}${rest}`;
}

/** Returns the yearly version of a URL, or undefined for a per-service one. */
export function legacyVersion(url: string): string | undefined {
	return legacy.exec(url)?.[1];
}

/** Returns the API version that the rate limit counts a URL under. */
export function versionBucket(url: string, perService: boolean): string {
	const yearly = legacyVersion(url);
	if (yearly) return yearly;
	return perService ? url.split(/[/?]/).slice(1, 3).join('/') : 'per-service';
}
