import { storedOperations } from '../../nodes/shared/catalogue/operations.ts';
import differences from '../../nodes/shared/catalogue/legacyVersions.json' with { type: 'json' };
import { stripVersion } from '../../nodes/shared/api/apiVersion.ts';
import { isIscHost } from './url.mts';

/** The first names of all paths that ISC has or had in an API version. */
const SERVICES = new Set(
	[
		...storedOperations.map(({ path }) => path),
		...Object.keys(differences.removed).map((call) => call.split(' ')[1] ?? ''),
	].flatMap((path) => stripVersion(path)[0]?.toLowerCase() ?? []),
);

/** A leading version and the name behind it, or the private API. */
const LEGACY = /(?<![\w.-])(?:(?:v2|v3|beta|v20\d\d|latest)\/([a-z][a-z-]*)|cc\/api\/[a-z])/gi;
/** What stands before a path in the same URL: a host without expressions, and the beginning of the path. */
const LITERAL_HOST = /:\/\/([^/\s'"`{}$+]+)[^\s'"`]*$/;

/**
 * Whether a text of any kind, such as code, holds a legacy path that may be one of ISC: its service is known, and no
 * other host stands before it.
 */
export const containsLegacyPath = (text: string): boolean =>
	[...text.matchAll(LEGACY)].some(({ index, 1: service }) => {
		if (service !== undefined && !SERVICES.has(service.toLowerCase())) return false;
		const host = LITERAL_HOST.exec(text.slice(0, index))?.[1];
		return host === undefined || isIscHost(host);
	});

/** Whether the path ends with the API version of its service, such as `/accounts/v1`. */
const CURRENT = /^\/[a-z-]+(?:\/[a-z-]+)?\/v\d{1,2}\b/i;
const URLS = /https?:\/\/([^/\s'"`]+)([^\s'"`]*)/gi;

/** Whether code names the host of ISC, and not what it calls there. */
export const containsUnknownPath = (code: string): boolean =>
	[...code.matchAll(URLS)].some(
		([, host = '', path = '']) => isIscHost(host) && !CURRENT.test(path),
	);

/** Whether a text, such as an expression, gives reason to think of ISC: by a name, or by a version without a path. */
export const hintsAtIsc = (text: string): boolean =>
	/sail-?point|identity-?now|(?<![a-z])(isc|idn)(?![a-z])/i.test(text) ||
	/\/(v3|beta|v20\d\d|latest)\/?['"`]/i.test(text);
