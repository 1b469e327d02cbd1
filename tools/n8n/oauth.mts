import { fetchOnce } from './fetchOnce.mts';
import type { EditorSession } from './n8nSession.mts';

export type Connection = {
	/** Where n8n sent the browser. */
	authorizeUrl: URL;
	/** Where the tenant sent it back to. */
	callbackUrl: URL;
	/** Status and page of n8n's callback. */
	status: number;
	page: string;
};

/**
 * Does what "Connect" in the credential modal does: asks n8n where to sign in, lets the tenant's
 * authorization page (in its automatic mode) send the browser back, and opens n8n's callback.
 */
export async function connectCredential(session: EditorSession, id: string): Promise<Connection> {
	const address = await session.request<string>('GET', `/oauth2-credential/auth?id=${id}`);
	const authorizeUrl = new URL(address);
	const atTenant = await fetchOnce(authorizeUrl, { redirect: 'manual' });
	const location = atTenant.headers.get('location');
	if (!location) {
		throw new Error(`${authorizeUrl.origin} answered ${atTenant.status}: ${await atTenant.text()}`);
	}
	const callbackUrl = new URL(location);
	const response = await session.open(location);
	return { authorizeUrl, callbackUrl, status: response.status, page: await response.text() };
}
