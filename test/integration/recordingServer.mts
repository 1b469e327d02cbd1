import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordingServer {
	url: string;
	/** Requests that it received. */
	requests: IncomingMessage[];
	close(): Promise<void>;
}

/** Starts a server on loopback that isn't a tenant. */
export async function startRecordingServer(
	answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<RecordingServer> {
	const requests: IncomingMessage[] = [];
	const server = createServer((request, response) => {
		requests.push(request);
		answer(request, response);
	});
	// A request over an idle connection that is just being closed would fail, and be repeated.
	server.keepAliveTimeout = 0;
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
