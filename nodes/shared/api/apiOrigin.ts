import { ParameterError } from '../parameters/parameterError';

/**
 * Problems of a credential by the URL scheme that stands for them, with how to fix them. `credentials/urls.ts` builds
 * these URLs.
 */
const CREDENTIAL_PROBLEMS: Record<string, [field: string, problem: string, hint: string]> = {
	'tenant-is-missing': [
		'Tenant',
		'is empty in the credential',
		'Enter the name of your tenant, for example acme for acme.identitynow.com.',
	],
	'choose-domain-custom-for-this-tenant-host': [
		'Tenant',
		"in the credential isn't a tenant name or a host in a known SailPoint domain",
		"Enter only the name, for example acme for https://acme.identitynow.com. For another host, set 'Domain' to 'Custom or Vanity' and enter the API Base URL.",
	],
	'api-base-url-must-start-with-https': [
		'API Base URL',
		"in the credential isn't an https URL",
		'Enter a URL such as https://acme.api.identitynow.com. Plain http is allowed only for localhost, since the token would be sent unencrypted.',
	],
	'client-id-has-spaces-around-it': [
		'Client ID',
		'in the credential starts or ends with a space',
		'Copy the ID again, without the space.',
	],
	'client-secret-has-spaces-around-it': [
		'Client Secret',
		'in the credential starts or ends with a space',
		'Copy the secret again, without the space.',
	],
	'client-id-is-a-legacy-id-create-a-new-one': [
		'Client ID',
		'in the credential is a legacy ID (16 characters), which ISC no longer accepts',
		'Create a personal access token, or an API client under Admin > Security Settings > API Management.',
	],
	'client-id-is-missing': [
		'Client ID',
		'is empty in the credential',
		'Enter the ID of your personal access token or API client.',
	],
	'client-secret-is-missing': [
		'Client Secret',
		'is empty in the credential',
		'Enter the secret that ISC displayed when the token or client was created, or create a new one.',
	],
};

/** Hosts that plain http is allowed for. */
const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Checks a URL that was derived from the credential.
 * @throws {ParameterError} if the URL stands for an invalid credential
 */
export function assertValidCredentialUrl(url: string): void {
	const scheme = /^([a-z-]+):\/\/refused(\/|$)/.exec(url)?.[1] ?? '';
	const problem = CREDENTIAL_PROBLEMS[scheme];
	if (problem) throw new ParameterError(...problem);
}

/**
 * Returns the only origin that the token may be sent to.
 * @param tokenUrl token URL of the credential, with its expressions resolved; it is on the host of the API
 * @returns scheme, host and port, such as `https://acme.api.identitynow.com`
 * @throws {ParameterError} if it isn't an https URL, or an http URL of the local machine
 */
export function getApiOrigin(tokenUrl: string): string {
	assertValidCredentialUrl(tokenUrl);
	const url = URL.canParse(tokenUrl) ? new URL(tokenUrl) : undefined;
	const isSafe =
		url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK_HOSTS.has(url.hostname));
	if (!url || !isSafe || url.username || url.password) {
		throw new ParameterError(...CREDENTIAL_PROBLEMS['api-base-url-must-start-with-https']!);
	}
	return url.origin;
}
