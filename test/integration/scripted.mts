import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import jsonwebtoken from 'jsonwebtoken';

import { rateLimiters } from '../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { CredentialStore } from './credentialStore.mts';
import { runNode, type RunOptions } from './n8n.mts';
import { startRecordingServer, type RecordingServer } from './recordingServer.mts';

export interface Sent {
	method: string;
	path: string;
	query: Record<string, string>;
	body: string;
}

export interface Reply {
	status?: number;
	body?: unknown;
	headers?: Record<string, string>;
}

type Script = (sent: Sent) => Reply;

const TOKEN = jsonwebtoken.sign({ user_name: 'u', client_id: 'c' }, 's', { expiresIn: '1h' });

/** A server on loopback that answers as a test says: for responses that the simulator has no occasion for. */
export function useScript() {
	let server: RecordingServer;
	let script: Script = () => ({ body: {} });
	const sent: Sent[] = [];

	async function reply(request: IncomingMessage): Promise<Reply> {
		const { pathname, searchParams } = new URL(request.url!, 'http://127.0.0.1');
		const body = await text(request);
		if (pathname === '/oauth/token') {
			return { body: { access_token: TOKEN, token_type: 'bearer', expires_in: 3600 } };
		}
		const one = {
			method: request.method!,
			path: pathname,
			query: Object.fromEntries(searchParams),
			body,
		};
		sent.push(one);
		return script(one);
	}

	beforeAll(async () => {
		server = await startRecordingServer((request, response) => {
			void reply(request).then(({ status = 200, body, headers = {} }) => {
				response.statusCode = status;
				for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
				if (body !== undefined) response.setHeader('content-type', 'application/json');
				response.end(body === undefined ? undefined : JSON.stringify(body));
			});
		});
	});
	beforeEach(() => {
		sent.length = 0;
		rateLimiters.clear();
	});
	afterAll(async () => await server.close());

	const store = () =>
		new CredentialStore({
			domain: 'custom',
			apiBaseUrl: server.url,
			clientId: 'c',
			clientSecret: 's',
		});
	return {
		sent,
		store,
		answer: (next: Script) => {
			script = next;
		},
		run: async (parameters: RunOptions['parameters'], more: Omit<RunOptions, 'parameters'> = {}) =>
			await runNode(store(), { ...more, parameters }),
	};
}
