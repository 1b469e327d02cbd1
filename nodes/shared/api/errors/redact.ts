import type { ICredentialDataDecryptedObject, IDataObject } from '../n8n';

const JWT = /eyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;

/** Returns the encodings in which a server can repeat a value: plain, URL-encoded, in a form, or in JSON. */
function listEncodings(secret: string): string[] {
	const encoded = encodeURIComponent(secret);
	const lowercase = encoded.replace(/%../g, (hex) => hex.toLowerCase());
	return [
		secret,
		encoded,
		lowercase,
		encoded.replaceAll('%20', '+'),
		lowercase.replaceAll('%20', '+'),
		JSON.stringify(secret).slice(1, -1),
	];
}

function listSecrets({ clientSecret, oauthTokenData }: ICredentialDataDecryptedObject): string[] {
	const tokens = (oauthTokenData ?? {}) as unknown as IDataObject;
	return [clientSecret, tokens.access_token, tokens.refresh_token].filter(
		(secret): secret is string => typeof secret === 'string' && secret.length > 3,
	);
}

/** Removes secrets from text for users. A server can repeat values of the request in its response. */
export function redactSecrets(text: string, credential: ICredentialDataDecryptedObject): string {
	return listSecrets(credential)
		.flatMap(listEncodings)
		.reduce((redacted, secret) => redacted.replaceAll(secret, '[secret]'), text)
		.replace(JWT, '[secret]');
}

/** Removes the secrets of a session from text. */
export type Redactor = (text: string) => string;

/** Maximum length of a foreign text in an error message, in characters. */
const MAX_MESSAGE_LENGTH = 600;

/** Shortens a foreign text for an error message. */
export const truncateText = (text: string) =>
	text.length > MAX_MESSAGE_LENGTH ? `${text.slice(0, MAX_MESSAGE_LENGTH)}…` : text;
