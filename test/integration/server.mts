import type { IncomingMessage, ServerResponse } from 'node:http';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { ApiResponse, ApiRequest } from '../../nodes/shared/api/types.ts';
import { createN8nHost } from '../../nodes/shared/api/n8nHost.ts';
import { sendRequest, type SendOptions } from '../../nodes/shared/api/sendRequest.ts';
import { openSession, type SessionOptions } from '../../nodes/shared/api/session.ts';
import { Isc } from '../../nodes/Isc/Isc.node.ts';
import { buildSampleRequest } from '../unit/shared/api/samples.mts';
import { CredentialStore } from './credentialStore.mts';
import { runNode } from './n8n.mts';
import { startRecordingServer, type RecordingServer } from './recordingServer.mts';

const open: RecordingServer[] = [];
afterEach(async () => {
	for (const server of open.splice(0)) await server.close();
});

/** A small tenant that answers as a test says, and gives opaque tokens; closed when the test ends. */
export async function startServer(
	answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<RecordingServer & { store: CredentialStore; asked: () => string[] }> {
	const server = await startRecordingServer((request, response) => {
		if (request.url !== '/oauth/token') return answer(request, response);
		const token = { access_token: 'opaque-token', token_type: 'bearer', expires_in: 3600 };
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(token));
	});
	open.push(server);
	return {
		...server,
		store: createCredentialStore(server.url),
		asked: () =>
			server.requests
				.filter(({ url }) => url !== '/oauth/token')
				.map(({ method, url }) => `${method} ${url}`),
	};
}

/** A credential for a server of any address. */
export const createCredentialStore = (apiBaseUrl: string, token?: IDataObject) =>
	new CredentialStore(
		{ domain: 'custom', apiBaseUrl, clientId: 'c'.repeat(32), clientSecret: 'a secret' },
		token,
	);

/** Sends one call in n8n-core's own execution context, without what a run adds. */
export async function sendIn(
	store: CredentialStore,
	request: Partial<ApiRequest>,
	options: SendOptions & SessionOptions & { cancel?: AbortSignal } = {},
): Promise<ApiResponse> {
	let answer: ApiResponse | undefined;
	let failure: unknown;
	const nodeType = Object.assign(Object.create(new Isc()) as Isc, {
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			const { signal, maxConcurrency: parallel, cancel: _cancel, ...more } = options;
			try {
				const session = await openSession(createN8nHost(this), {
					signal,
					maxConcurrency: parallel,
				});
				answer = await sendRequest(session, buildSampleRequest(request), more);
			} catch (error) {
				failure = error;
			}
			return [[]];
		},
	});
	await runNode(store, { nodeType, parameters: { path: '/' }, signal: options.cancel });
	if (!answer) throw failure as Error;
	return answer;
}
