import { createHash, randomBytes } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';

import { defaultClients, type Simulator } from '../../simulator/src/server.mts';

const CALLBACK = 'http://localhost/rest/oauth2-credential/callback';

/** Signs a person in, as n8n does with a browser: the code by redirect, then the token for it. */
export async function signIn(
	tenant: Simulator,
	name: 'webApp' | 'publicApp',
): Promise<IDataObject> {
	const { id, secret } = defaultClients[name];
	const verifier = randomBytes(32).toString('base64url');
	const challenge = createHash('sha256').update(verifier).digest('base64url');
	const query = new URLSearchParams({
		client_id: id,
		response_type: 'code',
		redirect_uri: CALLBACK,
		code_challenge: challenge,
		code_challenge_method: 'S256',
	});
	const authorized = await fetch(`${tenant.url}/oauth/authorize?${query}`, { redirect: 'manual' });
	const code = new URL(authorized.headers.get('location') ?? '').searchParams.get('code') ?? '';
	const answer = await fetch(`${tenant.url}/oauth/token`, {
		method: 'POST',
		body: new URLSearchParams({
			grant_type: 'authorization_code',
			client_id: id,
			code,
			redirect_uri: CALLBACK,
			code_verifier: verifier,
			...(secret && { client_secret: secret }),
		}),
	});
	return (await answer.json()) as IDataObject;
}
