import {
	containsMaskedExpression,
	maskExpressions,
} from '../../nodes/shared/parameters/maskExpressions.ts';

/** API hosts of ISC. */
const API_HOST =
	/(^|[^.])\.api\.(identitynow\.com|identitynow-demo\.com|saas\.sailpointfedramp\.com)\b/i;
const WHOLE_HOST = new RegExp(`${API_HOST.source}(:\\d+)?$`, 'i');

/** Whether text contains an API host of ISC. */
export const containsIscHost = (text: string): boolean => API_HOST.test(text);
export const isIscHost = (host: string): boolean => WHOLE_HOST.test(host);

export interface IscUrl {
	/** Text before the path. */
	before: string;
	/** Set if the host can belong to another API: it is an `expression`, or it was `typed`. */
	unknownHost?: 'expression' | 'typed';
	/** Undefined if an expression contains it. */
	path: string | undefined;
}

/**
 * Parses a URL of the HTTP Request node.
 * @param url as stored, with a leading `=` if it is an expression
 * @param usesCredential whether the node uses the ISC credential
 * @returns undefined if the URL belongs to another host
 */
export function parseIscUrl(url: string, usesCredential: boolean): IscUrl | undefined {
	const masked = maskExpressions(url);
	const [, scheme = '', host = '', path = ''] =
		/^(=?\s*(?:https?:\/\/)?)([^/?#]*)(.*)$/is.exec(masked.text) ?? [];
	// An expression can contain a host of ISC.
	const isKnown =
		WHOLE_HOST.test(host) ||
		(containsMaskedExpression(host) && API_HOST.test(masked.restore(host)));
	const isUnknown = !usesCredential && !isKnown;
	if (isUnknown && !path.startsWith('/')) return undefined;
	const isHidden = containsMaskedExpression(host) && !path.startsWith('/');
	return {
		before: masked.restore(scheme + host),
		...(isUnknown && { unknownHost: containsMaskedExpression(host) ? 'expression' : 'typed' }),
		path: isHidden ? undefined : masked.restore(path.trimEnd()),
	};
}

/** A host of ISC with a legacy version. */
const LEGACY_URL = new RegExp(
	`${API_HOST.source}(:\\d+)?/(v2|v3|beta|v20\\d\\d|latest|cc/api)(?=[/?'"\`\\s]|$)`,
	'i',
);

/** Whether text, such as code, contains a legacy URL of ISC. */
export const containsLegacyUrl = (text: string) => LEGACY_URL.test(text);
