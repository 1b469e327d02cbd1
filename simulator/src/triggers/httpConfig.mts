import type { JsonObject } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';
import type { HttpConfig, TriggerType } from './types.mts';

const modes = ['SYNC', 'ASYNC', 'DYNAMIC'];
const authentications = ['NO_AUTH', 'BASIC_AUTH', 'BEARER_TOKEN'];

function word<T extends string>(config: JsonObject, field: string, words: string[], other?: T): T {
	const value = config[field] ?? other;
	if (!words.includes(value as string)) {
		throw badRequest(`The field "httpConfig.${field}" must be one of ${words.join(', ')}.`);
	}
	return value as T;
}

/** Returns a required text, which can be null after it was read without its secret. */
function secret(config: JsonObject, name: string, field: string): string | null {
	const value = (config[name] as JsonObject | null | undefined)?.[field];
	if (value === null || (typeof value === 'string' && value !== '')) return value;
	throw badRequest(`The field "httpConfig.${name}.${field}" is required.`);
}

function readUrl(url: unknown, isStrict: boolean): string {
	if (!isStrict && typeof url === 'string' && url !== '') return url;
	const parsed = typeof url === 'string' ? URL.parse(url) : null;
	if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) {
		throw badRequest('The field "httpConfig.url" must be an http or https URL.');
	}
	return url as string;
}

/**
 * Parses `httpConfig`. Throws a 400 if invalid.
 * @param isStrict whether to accept only URLs
 */
export function parseHttpConfig(
	config: JsonObject,
	triggerType: TriggerType,
	isStrict: boolean,
): HttpConfig {
	// SailPoint's own connectors omit the mode for triggers without a response.
	const mode = triggerType === 'FIRE_AND_FORGET' ? 'SYNC' : undefined;
	const shared = {
		url: readUrl(config.url, isStrict),
		httpDispatchMode: word<HttpConfig['httpDispatchMode']>(config, 'httpDispatchMode', modes, mode),
	};
	const httpAuthenticationType = word<HttpConfig['httpAuthenticationType']>(
		config,
		'httpAuthenticationType',
		authentications,
		'NO_AUTH',
	);
	if (httpAuthenticationType === 'BASIC_AUTH') {
		const userName = secret(config, 'basicAuthConfig', 'userName') ?? '';
		const password = secret(config, 'basicAuthConfig', 'password');
		return { ...shared, httpAuthenticationType, basicAuthConfig: { userName, password } };
	}
	if (httpAuthenticationType === 'BEARER_TOKEN') {
		const bearerToken = secret(config, 'bearerTokenAuthConfig', 'bearerToken');
		return { ...shared, httpAuthenticationType, bearerTokenAuthConfig: { bearerToken } };
	}
	return { ...shared, httpAuthenticationType };
}

/**
 * Removes the secrets, as in responses of the API.
 * @param empty value for authentication that isn't configured
 */
export function removeSecrets(config: HttpConfig, empty: null | undefined) {
	const { basicAuthConfig, bearerTokenAuthConfig, ...shared } = config;
	return {
		...shared,
		basicAuthConfig: basicAuthConfig ? { ...basicAuthConfig, password: null } : empty,
		bearerTokenAuthConfig: bearerTokenAuthConfig ? { bearerToken: null } : empty,
	};
}

/** Returns the Authorization header for a subscriber; undefined without authentication. */
export function getAuthorization(config: HttpConfig): Record<string, string> {
	const { basicAuthConfig: basic, bearerTokenAuthConfig: bearer } = config;
	if (basic) {
		const pair = Buffer.from(`${basic.userName}:${basic.password ?? ''}`).toString('base64');
		return { authorization: `Basic ${pair}` };
	}
	return bearer?.bearerToken ? { authorization: `Bearer ${bearer.bearerToken}` } : {};
}
