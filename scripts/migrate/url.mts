import {
	containsMaskedExpression,
	maskExpressions,
} from '../../nodes/shared/parameters/maskExpressions.ts';

/** Hosts of the API of ISC. */
const API_HOST =
	/(^|[^.])\.api\.(identitynow\.com|identitynow-demo\.com|saas\.sailpointfedramp\.com)\b/i;
const WHOLE_HOST = new RegExp(`${API_HOST.source}(:\\d+)?$`, 'i');

/** Whether a text names a host of the API. */
export const containsIscHost = (text: string): boolean => API_HOST.test(text);
export const isIscHost = (host: string): boolean => WHOLE_HOST.test(host);

export interface IscUrl {
	/** All that stands before the path. */
	before: string;
	/** Whether the host may be one of another API: `expression` makes it, or it was `typed`. */
	unknownHost?: 'expression' | 'typed';
	/** Undefined where an expression hides it. */
	path: string | undefined;
}

/**
 * @param url as it stands in the HTTP Request node, with n8n's mark of an expression if it is one
 * @param usesCredential whether the node signs in with the credential of ISC
 * @returns undefined where it leads elsewhere, as far as one can see
 */
export function parseIscUrl(url: string, usesCredential: boolean): IscUrl | undefined {
	const masked = maskExpressions(url);
	const [, scheme = '', host = '', path = ''] =
		/^(=?\s*(?:https?:\/\/)?)([^/?#]*)(.*)$/is.exec(masked.text) ?? [];
	// An expression in place of the host may still name one of ISC.
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

/** A path that ends with its version, behind a host of ISC. */
const LEGACY_URL = new RegExp(
	`${API_HOST.source}(:\\d+)?/(v2|v3|beta|v20\\d\\d|latest|cc/api)(?=[/?'"\`\\s]|$)`,
	'i',
);

/** Whether a text of any kind, such as code, holds a legacy URL of ISC. */
export const containsLegacyUrl = (text: string) => LEGACY_URL.test(text);
