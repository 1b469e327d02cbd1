import { ParameterError } from '../parameters/parameterError';

/**
 * Schemes that stand for a credential that cannot work; see `credentials/urls.ts`, which makes them. Each
 * says what is wrong and the way out.
 */
const CREDENTIAL_PROBLEMS: Record<string, [field: string, what: string, wayOut: string]> = {
	'tenant-is-missing': [
		'Tenant',
		'is empty in the credential',
		'Enter the name of your tenant: the first part of acme.identitynow.com.',
	],
	'choose-domain-custom-for-this-tenant-host': [
		'Tenant',
		'in the credential is neither the name of a tenant nor an address in a known SailPoint domain',
		"Enter the name alone, such as acme for https://acme.identitynow.com, or choose 'Custom or Vanity' as Domain and enter the API Base URL.",
	],
	'api-base-url-must-start-with-https': [
		'API Base URL',
		'in the credential is not an https URL',
		'Enter an address such as https://acme.api.identitynow.com. Plain http is for localhost only, since the token would travel in the clear.',
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
		'in the credential is a legacy ID (16 characters), which ISC does not accept any more',
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
		'Enter the secret that ISC showed when the token or client was created, or create a new one.',
	],
};

/** Plain http is let through to this machine only. */
const LOOPBACK_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

/** @throws BadInput if a URL derived from the credential stands for a credential that cannot work. */
export function assertValidCredentialUrl(url: string): void {
	const scheme = /^([a-z-]+):\/\/refused(\/|$)/.exec(url)?.[1] ?? '';
	const problem = CREDENTIAL_PROBLEMS[scheme];
	if (problem) throw new ParameterError(...problem);
}

/**
 * The one origin that a token may go to.
 * @param tokenUrl where the credential's tokens come from, its expressions resolved: a URL of the API as well
 * @returns scheme, host and port, such as `https://acme.api.identitynow.com`
 * @throws BadInput if it is no https URL (http on loopback excepted)
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
