import type { ICredentialDataDecryptedObject, IDataObject } from '../n8n';

const JWT = /eyJ[\w-]{5,}\.[\w-]+\.[\w-]*/g;

/** The ways in which a server may repeat a value: as it is, encoded as in a form, or within JSON. */
const listEncodings = (secret: string) => [
	secret,
	encodeURIComponent(secret),
	JSON.stringify(secret).slice(1, -1),
];

function listSecrets({ clientSecret, oauthTokenData }: ICredentialDataDecryptedObject): string[] {
	const tokens = (oauthTokenData ?? {}) as unknown as IDataObject;
	return [clientSecret, tokens.access_token, tokens.refresh_token].filter(
		(secret): secret is string => typeof secret === 'string' && secret.length > 3,
	);
}

/**
 * Takes secrets out of text that a person will read: a server may repeat in its answer what it was sent.
 */
export function redactSecrets(text: string, credential: ICredentialDataDecryptedObject): string {
	return listSecrets(credential)
		.flatMap(listEncodings)
		.reduce((redacted, secret) => redacted.replaceAll(secret, '[secret]'), text)
		.replace(JWT, '[secret]');
}

/** Takes the secrets of a session out of text. */
export type Redactor = (text: string) => string;

/** Long enough for any reason, short enough for a message. */
const MAX_MESSAGE_LENGTH = 600;

/** What others said, for a message. */
export const truncateText = (text: string) =>
	text.length > MAX_MESSAGE_LENGTH ? `${text.slice(0, MAX_MESSAGE_LENGTH)}…` : text;
