import { ParameterError } from './parameterError';
import type { NameValuePair } from './rows';

const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Set by n8n and by the connection: a second value would break the request, leak a token, or turn it into
 * another method than the one that was checked.
 */
const RESERVED_HEADERS = new Set([
	'authorization',
	'connection',
	'content-length',
	'cookie',
	'expect',
	'host',
	'keep-alive',
	'proxy-authorization',
	'proxy-connection',
	'te',
	'trailer',
	'transfer-encoding',
	'upgrade',
	'x-http-method',
	'x-http-method-override',
	'x-method-override',
]);

/**
 * @returns headers, their names in lower case
 * @throws BadInput if a name or value cannot be sent
 */
export function parseHeaders(
	pairs: NameValuePair[],
	parameter = 'Headers',
): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const pair of pairs) {
		const name = pair.name.toLowerCase();
		const value = String(pair.value ?? '').trim();
		if (!HEADER_NAME.test(name)) {
			throw new ParameterError(
				parameter,
				`has '${pair.name}', which is no header name`,
				'Use letters, digits and dashes.',
			);
		}
		if (RESERVED_HEADERS.has(name)) {
			throw new ParameterError(
				parameter,
				`has '${pair.name}', which n8n sets itself`,
				'Remove it; the token comes from the credential.',
			);
		}
		if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(value)) {
			throw new ParameterError(
				parameter,
				`has a value for '${pair.name}' with a line break or a character that headers cannot carry`,
				'Remove it, or encode the value as the endpoint asks for.',
			);
		}
		headers[name] = value;
	}
	return headers;
}
