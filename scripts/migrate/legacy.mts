import { storedOperations } from '../../nodes/shared/catalogue/operations.ts';
import differences from '../../nodes/shared/catalogue/legacyVersions.json' with { type: 'json' };
import { stripVersion } from '../../nodes/shared/api/apiVersion.ts';
import { isIscHost } from './url.mts';

/** First segments of all current and former paths, without versions. */
const SERVICES = new Set(
	[
		...storedOperations.map(({ path }) => path),
		...Object.keys(differences.removed).map((call) => call.split(' ')[1] ?? ''),
	].flatMap((path) => stripVersion(path)[0]?.toLowerCase() ?? []),
);

/** A leading version and the next segment, or the private API. */
const LEGACY = /(?<![\w.-])(?:(?:v2|v3|beta|v20\d\d|latest)\/([a-z][a-z-]*)|cc\/api\/[a-z])/gi;
/** A host without expressions and the beginning of a path. */
const LITERAL_HOST = /:\/\/([^/\s'"`{}$+]+)[^\s'"`]*$/;

/**
 * Whether text, such as code, contains a legacy path that can belong to ISC: its service is known, and it has no other
 * host.
 */
export const containsLegacyPath = (text: string): boolean =>
	[...text.matchAll(LEGACY)].some(({ index, 1: service }) => {
		if (service !== undefined && !SERVICES.has(service.toLowerCase())) return false;
		const host = LITERAL_HOST.exec(text.slice(0, index))?.[1];
		return host === undefined || isIscHost(host);
	});

/** Matches a path with the version of its service, such as `/accounts/v1`. */
const CURRENT = /^\/[a-z-]+(?:\/[a-z-]+)?\/v\d{1,2}\b/i;
const URLS = /https?:\/\/([^/\s'"`]+)([^\s'"`]*)/gi;

/** Whether code contains the host of ISC without a current path. */
export const containsUnknownPath = (code: string): boolean =>
	[...code.matchAll(URLS)].some(
		([, host = '', path = '']) => isIscHost(host) && !CURRENT.test(path),
	);

/** Whether text, such as an expression, suggests ISC: by a name, or by a version without a path. */
export const hintsAtIsc = (text: string): boolean =>
	/sail-?point|identity-?now|(?<![a-z])(isc|idn)(?![a-z])/i.test(text) ||
	/\/(v3|beta|v20\d\d|latest)\/?['"`]/i.test(text);
