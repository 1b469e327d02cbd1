import { ParameterError } from './parameterError';
import { toPlainText } from './plainText';
import type { NameValuePair } from './rows';

const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Headers that n8n or the connection sets. A second value could break the request, expose a token, or change the
 * method that was checked.
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
 * Converts name/value pairs to headers. The last value of a name wins.
 * @returns header values by lowercase name
 * @throws {ParameterError} if a name or a value can't be sent
 */
export function parseHeaders(
	pairs: NameValuePair[],
	parameter = 'Headers',
): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const pair of pairs) {
		const name = pair.name.toLowerCase();
		const value = toPlainText(parameter, pair.value, `'${pair.name}'`).trim();
		if (!HEADER_NAME.test(name)) {
			throw new ParameterError(
				parameter,
				`contains an invalid header name: '${pair.name}'`,
				'Use letters, digits, and hyphens.',
			);
		}
		if (RESERVED_HEADERS.has(name)) {
			throw new ParameterError(
				parameter,
				`contains a header that n8n sets automatically: '${pair.name}'`,
				'Remove the header. The token comes from the credential.',
			);
		}
		if (/[^\t\u0020-\u007e\u0080-\u00ff]/.test(value)) {
			throw new ParameterError(
				parameter,
				`contains a line break or an unsupported character in the value for '${pair.name}'`,
				'Remove the character, or encode the value as the endpoint requires.',
			);
		}
		headers[name] = value;
	}
	return headers;
}
