import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';

const JWT = /eyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;

/**
 * Takes secrets out of text that a person will read: a server may repeat in its answer what it was sent.
 */
export function redact(text: string, credential: ICredentialDataDecryptedObject): string {
	const tokens = (credential.oauthTokenData ?? {}) as unknown as IDataObject;
	return [credential.clientSecret, tokens.access_token, tokens.refresh_token]
		.filter((secret): secret is string => typeof secret === 'string' && secret.length > 3)
		.reduce((safe, secret) => safe.replaceAll(secret, '[secret]'), text)
		.replace(JWT, '[secret]');
}
