import { defaultClients, startSimulator } from '../src/server.mts';
import type { OptionsInput, Simulator } from '../src/server.mts';

export type Answer<T = unknown> = { status: number; headers: Headers; body: T; text: string };
type Init = RequestInit & { json?: unknown };

const running: Simulator[] = [];

/** Starts a tenant that `closeTenants` ends. */
export async function open(options: OptionsInput = {}): Promise<Simulator> {
	const tenant = await startSimulator({
		rateLimit: { enabled: false },
		errorReasons: 'causes',
		...options,
	});
	running.push(tenant);
	return tenant;
}

/** Ends every tenant of a test file. */
export async function closeSimulators(): Promise<void> {
	await Promise.all(running.splice(0).map((tenant) => tenant.close()));
}

/** One request, its body read as JSON where it is. */
export async function call<T = unknown>(url: string, init: Init = {}): Promise<Answer<T>> {
	const { json, ...rest } = init;
	const headers = new Headers(rest.headers);
	if (json !== undefined && !headers.has('content-type'))
		headers.set('content-type', 'application/json');
	const body = json === undefined ? rest.body : JSON.stringify(json);
	const response = await fetch(url, { redirect: 'manual', ...rest, headers, body });
	const text = await response.text();
	const isJson = (response.headers.get('content-type') ?? '').includes('json');
	return {
		status: response.status,
		headers: response.headers,
		body: (isJson ? JSON.parse(text) : text) as T,
		text,
	};
}

export type TokenBody = Record<string, unknown> & {
	access_token: string;
	refresh_token?: string;
	error?: string;
	error_description?: string;
};

/** A token request with a urlencoded body. */
export function token(tenant: Simulator, parameters: Record<string, string>) {
	return call<TokenBody>(`${tenant.url}/oauth/token`, {
		method: 'POST',
		body: new URLSearchParams(parameters),
	});
}

/** A way to call the API as one of the known clients. */
export async function session(tenant: Simulator, name: 'pat' | 'apiClient' | 'narrowPat' = 'pat') {
	const { id, secret } = defaultClients[name];
	const { body } = await token(tenant, {
		grant_type: 'client_credentials',
		client_id: id,
		client_secret: secret,
	});
	const send = <T = never,>(method: string, path: string, init: Init = {}) => {
		const headers = new Headers(init.headers);
		headers.set('authorization', `Bearer ${body.access_token}`);
		return call<T>(tenant.url + path, { ...init, method, headers });
	};
	return {
		accessToken: body.access_token,
		send,
		get: <T = never,>(path: string, init?: Init) => send<T>('GET', path, init),
		post: <T = never,>(path: string, json?: unknown) => send<T>('POST', path, { json }),
		patch: <T = never,>(path: string, json: unknown) =>
			send<T>('PATCH', path, { json, headers: { 'content-type': 'application/json-patch+json' } }),
	};
}

/** The standard error object. */
export interface Failure {
	detailCode: string;
	trackingId: string;
	messages: { text: string }[];
	causes: { text: string }[];
}
