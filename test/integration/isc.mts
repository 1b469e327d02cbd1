import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

import jsonwebtoken from 'jsonwebtoken';
import type { IDataObject } from 'n8n-workflow';

import { rateLimiters } from '../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { CredentialStore } from './credentialStore.mts';
import { runNode, type RunOptions } from './n8n.mts';
import { startRecordingServer } from './recordingServer.mts';

/** One request as it came in. */
export interface Received {
	method: string;
	/** Path and query. */
	url: string;
	query: Record<string, string>;
	headers: IncomingMessage['headers'];
	body: string;
}

export interface Reply {
	status?: number;
	body?: unknown;
}

/** Starts a tenant whose responses the test sets, for endpoints that the simulator doesn't have. */
export async function startIsc() {
	const received: Received[] = [];
	let reply: (request: Received) => Reply = () => ({ body: {} });
	const token = {
		access_token: jsonwebtoken.sign({ user_name: 'u' }, 'secret', { expiresIn: '1h' }),
		token_type: 'bearer',
		expires_in: 3600,
	};
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const body = await text(request);
		const { method = '', url = '', headers } = request;
		response.setHeader('content-type', 'application/json');
		if (url.startsWith('/oauth')) {
			response.end(JSON.stringify(token));
			return;
		}
		const query = Object.fromEntries(new URL(url, 'http://isc').searchParams);
		const one = { method, url, query, headers, body };
		received.push(one);
		const { status = 200, body: given } = reply(one);
		response.statusCode = status;
		response.end(JSON.stringify(given));
	};
	const server = await startRecordingServer((request, response) => void answer(request, response));
	const store = new CredentialStore({
		domain: 'custom',
		apiBaseUrl: server.url,
		clientId: 'client',
		clientSecret: 'secret',
	});
	return {
		received,
		close: server.close,
		/** Forgets what came before. */
		replying(next: typeof reply) {
			received.length = 0;
			rateLimiters.clear();
			reply = next;
		},
		run: async (parameters: IDataObject, options: Omit<RunOptions, 'parameters'> = {}) =>
			await runNode(store, { ...options, parameters }),
	};
}

/** A page of a list by limit and offset, which gives `usual` records where no limit is asked for. */
export const buildPage = ({ query }: Pick<Received, 'query'>, total: number, usual = 250) => {
	const from = Number(query.offset ?? 0);
	const length = Math.max(0, Math.min(Number(query.limit ?? usual), total - from));
	return Array.from({ length }, (_one, index) => ({ id: String(from + index) }));
};
