import { createHash } from 'node:crypto';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Paths that webhook processors answer. */
const WEBHOOK_PATH = /^\/webhook(-waiting)?\//;

/** Whether webhooks go to the webhook processors in turn, or each path always goes to the same processor. */
export type Routing = 'inTurn' | 'byPath';

/** Where requests go. */
export type Targets = { main: string; webhooks: string[]; routing: Routing };

export type LoadBalancer = { url: string; close(): void };

/**
 * Starts the single address of an n8n in queue mode: webhooks go to the webhook processors, everything else to main.
 * @param targets read at each request
 */
export async function startLoadBalancer(targets: Targets): Promise<LoadBalancer> {
	let turn = 0;
	const server = createServer((incoming, outgoing) => {
		const { main, webhooks, routing } = targets;
		const path = incoming.url ?? '';
		const isWebhook = WEBHOOK_PATH.test(path) && webhooks.length > 0;
		const number = routing === 'byPath' ? hashPath(path) : turn++;
		const origin = isWebhook ? webhooks[number % webhooks.length] : main;
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

/** Returns the same number for the same path. */
function hashPath(url: string): number {
	const path = url.split('?', 1)[0] ?? '';
	return createHash('sha256').update(path).digest().readUInt32BE();
}
