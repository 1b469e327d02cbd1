import type { ICredentialDataDecryptedObject, IDataObject } from '../n8n';

const JWT = /eyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;

/** The ways in which a server may repeat a value: as it is, encoded as in a form, or within JSON. */
const spellings = (secret: string) => [
	secret,
	encodeURIComponent(secret),
	JSON.stringify(secret).slice(1, -1),
];

function secretsOf({ clientSecret, oauthTokenData }: ICredentialDataDecryptedObject): string[] {
	const tokens = (oauthTokenData ?? {}) as unknown as IDataObject;
	return [clientSecret, tokens.access_token, tokens.refresh_token].filter(
		(secret): secret is string => typeof secret === 'string' && secret.length > 3,
	);
}

/**
 * Takes secrets out of text that a person will read: a server may repeat in its answer what it was sent.
 */
export function redactSecrets(text: string, credential: ICredentialDataDecryptedObject): string {
	return secretsOf(credential)
		.flatMap(spellings)
		.reduce((safe, secret) => safe.replaceAll(secret, '[secret]'), text)
		.replace(JWT, '[secret]');
}

/** Takes the secrets of a session out of text. */
export type Redactor = (text: string) => string;

/** Long enough for any reason, short enough for a message. */
const MAX_TEXT = 600;

/** What others said, for a message. */
export const truncateText = (text: string) =>
	text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
