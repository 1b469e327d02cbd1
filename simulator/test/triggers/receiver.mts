import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Simulator } from '../../src/server.mts';
import type { Schema } from '../../src/triggers/jsonSchema.mts';
import type { session } from '../helpers.mts';

export interface Received {
	path: string;
	headers: IncomingHttpHeaders;
	body: Record<string, unknown>;
}
/** What a receiver answers; null leaves the sender waiting. */
export type Reply = { status?: number; json?: unknown; text?: string; location?: string } | null;

const running: Server[] = [];

/** A subscriber's web server on this machine. */
export async function receive(reply: (received: Received) => Reply | Promise<Reply> = () => ({})) {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		const parts: Buffer[] = [];
		request.on('data', (part: Buffer) => parts.push(part));
		request.on('end', () => {
			const one = {
				path: request.url ?? '',
				headers: request.headers,
				body: JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>,
			};
			received.push(one);
			void Promise.resolve(reply(one)).then((answer) => {
				if (!answer) return;
				const { status = 200, json = {}, text, location } = answer;
				response.writeHead(status, {
					'content-type': 'application/json',
					...(location && { location }),
				});
				response.end(text ?? JSON.stringify(json));
			});
		});
	});
	running.push(server);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { url: `http://127.0.0.1:${port}`, received };
}

/** Ends every receiver of a test file. */
export async function closeReceivers(): Promise<void> {
	await Promise.all(
		running.splice(0).map((server) => {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			return closed;
		}),
	);
}

export type Api = Awaited<ReturnType<typeof session>>;
export type Subscribed = Record<string, unknown> & { id: string };
export interface Status {
	id: string;
	triggerId: string;
	subscriptionId: string;
	subscriptionName: string;
	type: string;
	created: string;
	completed: string | null;
	startInvocationInput: { triggerId: string; input: unknown; contentJson: unknown };
	completeInvocationInput: {
		localizedError: { text?: string; message?: string } | null;
		output: unknown;
	} | null;
}

export const PATH = '/trigger-subscriptions/v1';
export const changed = 'idn:identity-attributes-changed';
export const preApproval = 'idn:access-request-pre-approval';
export const dynamicApprover = 'idn:access-request-dynamic-approver';

/** The schema that a trigger's text of a schema refers to. */
export function schemaIn(text: string): Schema {
	const { definitions, $ref } = JSON.parse(text) as {
		definitions: Record<string, Schema>;
		$ref: string;
	};
	return definitions[$ref.slice('#/definitions/'.length)] as Schema;
}

/** The body of a subscription over HTTP. */
export const body = (triggerId: string, url: string, more: Record<string, unknown> = {}) => ({
	name: `Told of ${triggerId}`,
	triggerId,
	type: 'HTTP',
	httpConfig: { url, httpDispatchMode: 'SYNC' },
	...more,
});

/** Subscribes; the mode is that of the HTTP configuration. */
export async function subscribe(
	api: Api,
	triggerId: string,
	url: string,
	mode = 'SYNC',
	more: Record<string, unknown> = {},
): Promise<Subscribed> {
	const httpConfig = { url, httpDispatchMode: mode };
	const {
		body: made,
		status,
		text,
	} = await api.post<Subscribed>(PATH, body(triggerId, url, { httpConfig, ...more }));
	if (status !== 201) throw new Error(text);
	return made;
}

/** What the status service says, after everything under way has settled. */
export async function statuses(tenant: Simulator, api: Api, query = ''): Promise<Status[]> {
	await tenant.triggers.settled();
	return (await api.get<Status[]>(`/trigger-invocations/v1/status${query}`)).body;
}
