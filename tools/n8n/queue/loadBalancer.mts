import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Paths that webhook processors answer. */
const WEBHOOK_PATH = /^\/webhook(-waiting)?\//;

export type LoadBalancer = { url: string; close(): void };

/**
 * Starts the single address of an n8n in queue mode: webhooks go to the webhook processors in turn, everything else to
 * main.
 * @param targets origins, read at each request
 */
export async function startLoadBalancer(targets: {
	main: string;
	webhooks: string[];
}): Promise<LoadBalancer> {
	let turn = 0;
	const server = createServer((incoming, outgoing) => {
		const { main, webhooks } = targets;
		const isWebhook = WEBHOOK_PATH.test(incoming.url ?? '') && webhooks.length > 0;
		const origin = isWebhook ? webhooks[turn++ % webhooks.length] : main;
		const forwarded = request(
			`${origin}${incoming.url}`,
			{ method: incoming.method, headers: incoming.headers },
			(answer) => {
				outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(outgoing);
			},
		);
		forwarded.on('error', () => {
			if (!outgoing.headersSent) outgoing.writeHead(502);
			outgoing.end();
		});
		incoming.pipe(forwarded);
	});
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		close: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
