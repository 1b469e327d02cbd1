// Writes all events to a file with nothing but Node: fetchLoopProcess.mts <tenant URL> <page size> <file>.
// Time and memory go to stdout as JSON. It has its token before the time starts, as the node does.
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { defaultClients } from '../../simulator/src/oauth/clients.mts';
import type { Taken } from '../measureFileRun.mts';
import { EVENTS_SEARCH } from './eventsSearch.mts';

type Document = { id: string };

const [tenantUrl = '', pageSize = '', file = ''] = process.argv.slice(2);

const answer = await fetch(`${tenantUrl}/oauth/token`, {
	method: 'POST',
	body: new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: defaultClients.pat.id,
		client_secret: defaultClients.pat.secret,
	}),
});
const { access_token: token } = (await answer.json()) as { access_token: string };

async function* lines(): AsyncGenerator<Buffer> {
	let searchAfter: string[] | undefined;
	for (;;) {
		const response = await fetch(`${tenantUrl}/search/v1?limit=${pageSize}`, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify({ ...EVENTS_SEARCH, searchAfter }),
		});
		if (!response.ok) throw new Error(`The tenant answered ${response.status}.`);
		const page = JSON.parse(await response.text()) as Document[];
		yield Buffer.from(page.map((record) => `${JSON.stringify(record)}\n`).join(''));
		if (page.length < Number(pageSize)) return;
		searchAfter = [page.at(-1)!.id];
	}
}

const before = process.memoryUsage.rss();
const started = performance.now();
await pipeline(Readable.from(lines()), createWriteStream(file));
const ms = performance.now() - started;
const taken: Taken = { ms, before, peak: process.resourceUsage().maxRSS * 1024 };
console.log(JSON.stringify(taken));
