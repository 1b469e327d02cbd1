import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import { useStage } from './support/fixture.mts';
import { usePublished } from './support/publishedWorkflows.mts';
import { chain, getItems } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 5, accounts: 5 } });
const { publish, stored, executions } = usePublished(stage);

const MEGABYTE = 1024 * 1024;

interface Delivery {
	headers?: Record<string, string>;
	chunks: Array<Buffer | string>;
	/** Time between two chunks, in ms. */
	pauseMs?: number;
	/** Whether the sender closes the connection before the body ends. */
	isAborted?: boolean;
}

/** Publishes a trigger. Returns the ID of its workflow, its URL, and the headers of ISC. */
async function publishTrigger() {
	const id = await publish(
		chain({
			name: 'Event',
			type: 'n8n-nodes-sailpoint-isc.iscTrigger',
			webhookId: randomUUID(),
			parameters: { event: 'idn:identity-attributes-changed' },
			credentials: { iscOAuth2Api: { id: await stage.credential(), name: 'e2e' } },
		}),
	);
	const [subscription] = [...stage.tenant.triggers.subscriptions.table];
	const { url, bearerTokenAuthConfig } = subscription!.httpConfig!;
	const authorization = `Bearer ${bearerTokenAuthConfig!.bearerToken}`;
	return { id, url, json: { authorization, 'content-type': 'application/json' } };
}

/** Sends a request chunk by chunk. Returns the status; 0 if the connection was closed before. */
async function deliver(
	url: string,
	{ headers = {}, chunks, pauseMs = 0, isAborted = false }: Delivery,
): Promise<number> {
	const sent = request(url, { method: 'POST', agent: false, headers });
	const status = new Promise<number>((resolve) => {
		sent.on('response', (response) => {
			response.resume();
			resolve(response.statusCode!);
		});
		sent.on('error', () => resolve(0));
	});
	for (const chunk of chunks) {
		if (!sent.write(chunk)) await Promise.race([once(sent, 'drain'), status]);
		if (pauseMs > 0) await sleep(pauseMs);
	}
	if (isAborted) sent.destroy();
	else sent.end();
	return await status;
}

/** Builds an event of a size, with an invocation ID. */
function buildEvent(megabytes: number, invocationId: string = randomUUID()): Buffer {
	const event = JSON.stringify({ _metadata: { invocationId }, text: '' });
	const text = 'x'.repeat(megabytes * MEGABYTE - event.length);
	return Buffer.from(JSON.stringify({ _metadata: { invocationId }, text }));
}

const typed = (type: string) => ({ 'content-type': type });
const compressed = (encoding: string) => ({ 'content-encoding': encoding });
const EVENT = '{"id":"é"}';

describe('an event', () => {
	it.each<[string, Delivery]>([
		['in one piece', { chunks: [EVENT] }],
		['in slow pieces', { chunks: ['{"id', '":"', 'é', '"}'], pauseMs: 200 }],
		['with its length', { headers: { 'content-length': '11' }, chunks: [EVENT] }],
		['with a charset', { headers: typed('Application/JSON; Charset=UTF-8'), chunks: [EVENT] }],
		['compressed with gzip', { headers: compressed('gzip'), chunks: [gzipSync(EVENT)] }],
		['compressed with deflate', { headers: compressed('deflate'), chunks: [deflateSync(EVENT)] }],
		['of another JSON type', { headers: typed('application/cloudevents+json'), chunks: [EVENT] }],
		['of an unknown type', { headers: typed('application/octet-stream'), chunks: [EVENT] }],
		['as text', { headers: typed('text/plain'), chunks: [EVENT] }],
		['as a form', { headers: typed('application/x-www-form-urlencoded'), chunks: [EVENT] }],
	])('starts the workflow with its data: %s', async (_name, delivery) => {
		const { id, url, json } = await publishTrigger();
		const headers = { ...json, ...delivery.headers };
		expect(await deliver(url, { ...delivery, headers })).toBe(200);
		const [execution] = await executions(id, 1);
		expect(getItems(execution!, 'Event')[0]!.json).toEqual({ id: 'é' });
	});

	it('keeps all digits of its numbers', async () => {
		const { id, url, json } = await publishTrigger();
		await deliver(url, { headers: json, chunks: ['{"small":5,"large":12345678901234567890}'] });
		const [execution] = await executions(id, 1);
		const item = { small: 5, large: '12345678901234567890' };
		expect(getItems(execution!, 'Event')[0]!.json).toEqual(item);
	});

	it('of almost the maximum size starts the workflow once, however often it arrives', async () => {
		const { id, url, json } = await publishTrigger();
		const event = buildEvent(15.9);
		const delivery = { headers: json, chunks: [event] };
		const statuses = await Promise.all([1, 2, 3].map(async () => await deliver(url, delivery)));
		expect(statuses).toEqual([200, 200, 200]);
		await executions(id, 1);
		await sleep(1_000);
		expect((await stored(id)).count).toBe(1);
	});
});

describe('is rejected with a status, and starts nothing', () => {
	it.each<[string, number[], Delivery]>([
		// n8n rejects it before the node runs, with 500 instead of 413.
		['a body above the limit', [413, 500], { chunks: [buildEvent(17)] }],
		[
			'a compressed body above the limit',
			[413, 500],
			{ headers: compressed('gzip'), chunks: [gzipSync(buildEvent(200))] },
		],
		[
			'a compressed body that is cut off',
			[400, 500],
			{ headers: compressed('gzip'), chunks: [gzipSync(buildEvent(0.01)).subarray(0, 60)] },
		],
		[
			'another compression',
			[422],
			{ headers: compressed('br'), chunks: [brotliCompressSync(EVENT)] },
		],
		['half of an event', [422], { chunks: ['{"id":'] }],
		['half of an event as text', [400], { headers: typed('text/plain'), chunks: ['{"id":'] }],
		['no body', [400], { chunks: [] }],
		['null', [400], { chunks: ['null'] }],
		['a list', [400], { chunks: ['[{}]'] }],
		[
			'a form',
			[400],
			{ headers: typed('application/x-www-form-urlencoded'), chunks: ['id=1&name=a'] },
		],
		['XML', [400], { headers: typed('application/xml'), chunks: ['<id>1</id>'] }],
		[
			'a form with parts',
			[400],
			{
				headers: typed('multipart/form-data; boundary=x'),
				chunks: ['--x\r\nContent-Disposition: form-data; name="id"\r\n\r\n1\r\n--x--\r\n'],
			},
		],
		['a connection that is closed', [0], { chunks: ['{"id'], pauseMs: 100, isAborted: true }],
	])('%s', async (_name, expected, delivery) => {
		const { id, url, json } = await publishTrigger();
		const status = await deliver(url, { ...delivery, headers: { ...json, ...delivery.headers } });
		expect(expected).toContain(status);
		// The next event is accepted.
		expect(await deliver(url, { headers: json, chunks: ['{"id":"next"}'] })).toBe(200);
		const [execution] = await executions(id, 1);
		expect(getItems(execution!, 'Event')[0]!.json).toEqual({ id: 'next' });
		expect((await stored(id)).count).toBe(1);
	});

	it.each<[string, Delivery]>([
		['a large body', { chunks: [buildEvent(15.9)] }],
		['a compressed body', { headers: compressed('gzip'), chunks: [gzipSync(EVENT)] }],
		['no body', { chunks: [] }],
		['a form', { headers: typed('application/x-www-form-urlencoded'), chunks: ['id=1'] }],
	])('%s without the secret', async (_name, delivery) => {
		const { id, url } = await publishTrigger();
		const headers = { ...typed('application/json'), ...delivery.headers };
		expect(await deliver(url, { ...delivery, headers })).toBe(401);
		expect((await stored(id)).count).toBe(0);
	});
});
