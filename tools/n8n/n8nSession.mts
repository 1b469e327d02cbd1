import { randomUUID } from 'node:crypto';

import { fetchOnce } from './fetchOnce.mts';

/** Owner of a local n8n. The password can be public, because only this machine can reach it. */
export const owner = {
	email: 'demo@example.com',
	firstName: 'Demo',
	lastName: 'Owner',
	password: 'Demo-only-1',
};

/** An error answer of n8n's REST interface, with the message that the editor shows. */
export class RestError extends Error {
	readonly status: number;

	constructor(method: string, path: string, status: number, message: string) {
		super(`${method} ${path} answered ${status}: ${message}`);
		this.status = status;
	}
}

/** What the browser keeps of a session. */
export type SavedSession = { browserId: string; cookies: Array<[name: string, value: string]> };

/** Someone signed in to the editor. */
export type EditorSession = {
	url: string;
	/** For another process that goes on with the session: n8n allows few sign-ins in a minute. */
	save(): SavedSession;
	/** Calls the REST interface of the editor; resolves to the `data` of its answer. */
	request<T>(method: string, path: string, body?: unknown): Promise<T>;
	/** Opens an address of n8n as the browser would, without following redirects. */
	open(address: string): Promise<Response>;
};

/** Signs in, and sets up the owner before when there is none yet. */
export async function signIn(url: string): Promise<EditorSession> {
	const session = resumeSession(url, { browserId: randomUUID(), cookies: [] });
	await logIn(session);
	return session;
}

/** Goes on with a session. */
export function resumeSession(url: string, saved: SavedSession): EditorSession {
	const { browserId } = saved;
	const cookies = new Map(saved.cookies);
	const send = async (address: string, init: RequestInit = {}) => {
		const response = await fetchOnce(address, {
			redirect: 'manual',
			...init,
			headers: {
				...(init.headers as Record<string, string> | undefined),
				'browser-id': browserId,
				cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
			},
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
			cookies.set(name, value);
		}
		return response;
	};
	return {
		url,
		save: () => ({ browserId, cookies: [...cookies] }),
		open: (address) => send(address),
		request: async <T,>(method: string, path: string, body?: unknown) => {
			const response = await send(`${url}/rest${path}`, {
				method,
				...(body === undefined
					? {}
					: { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
			});
			const text = await response.text();
			const answer = parse(text);
			if (!response.ok) {
				throw new RestError(method, path, response.status, answer?.message ?? text.slice(0, 500));
			}
			return answer?.data as T;
		},
	};
}

async function logIn(session: EditorSession): Promise<void> {
	const { email: emailOrLdapLoginId, password } = owner;
	const settings = await session.request<{ userManagement: { showSetupOnFirstLoad: boolean } }>(
		'GET',
		'/settings',
	);
	if (settings.userManagement.showSetupOnFirstLoad) {
		await session.request('POST', '/owner/setup', owner);
	}
	await session.request('POST', '/login', { emailOrLdapLoginId, password });
}

function parse(text: string): { message?: string; data?: unknown } | undefined {
	try {
		return JSON.parse(text) as { message?: string; data?: unknown };
	} catch {
		return undefined;
	}
}
