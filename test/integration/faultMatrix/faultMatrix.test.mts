/*
 * What becomes of each way to use the nodes when something goes wrong: every kind of request meets every kind of
 * trouble. A cell is complete, or ends with an error that says so; a request that changes something is never sent
 * twice, but after an answer that says that it was not processed.
 */
import { rateLimiters } from '../../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { startSimulator, type Simulator } from '../../../simulator/src/server.mts';
import { createCredential } from '../fixture.mts';
import { startRecordingServer, type RecordingServer } from '../recordingServer.mts';
import { ACCOUNTS, DOCUMENTS, kinds, runKind, type Kind, type Run } from './kinds.mts';
import { troubles, type Expectation, type Trouble } from './troubles.mts';

interface Cell extends Run {
	/** How often the struck request reached the tenant. */
	sent: number;
	/** How often the tenant processed a write. */
	done: number;
	tokenRequests: number;
	/** What reached another origin. */
	wentElsewhere: number;
}

const tenants = new Map<Kind, Simulator>();
let elsewhere: RecordingServer;

beforeAll(async () => {
	elsewhere = await startRecordingServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/json' }).end('[{"id":"theirs"}]');
	});
	for (const kind of kinds) {
		const counts = { accounts: ACCOUNTS, identities: DOCUMENTS };
		tenants.set(kind, await startSimulator({ counts, taskMs: 50 }));
	}
});
afterAll(async () => {
	await elsewhere.close();
	for (const tenant of tenants.values()) await tenant.close();
});

async function runCell(trouble: Trouble, kind: Kind): Promise<Cell & { undo?: () => void }> {
	const tenant = tenants.get(kind)!;
	tenant.reset();
	const store = createCredential(tenant);
	const undo = (await trouble.cause(tenant, kind, store, elsewhere.url)) ?? undefined;
	const { path } = kind.struck(tenant);
	const run = await runKind(kind, tenant, store, trouble.options?.(kind));
	const { requests, tokenRequests } = tenant.counters;
	const method = kind.name === 'search' || kind.writes ? 'POST' : 'GET';
	const made = requests.filter(
		(request) => request.method === method && request.url !== '/oauth/token',
	);
	return {
		...run,
		undo,
		sent: made.filter(({ url }) => url.startsWith(path)).length,
		done: made.filter(({ status }) => (status ?? 0) >= 200 && (status ?? 0) < 300).length,
		tokenRequests: Object.values(tokenRequests).reduce((sum, count) => sum + count, 0),
		wentElsewhere: elsewhere.requests.length,
	};
}

/** All cells of one kind of trouble, at the same time: each kind of request has a tenant to itself. */
const rows = new Map<Trouble, Promise<Map<Kind, Cell>>>();
function row(trouble: Trouble): Promise<Map<Kind, Cell>> {
	const known = rows.get(trouble);
	if (known) return known;
	rateLimiters.clear();
	elsewhere.requests.splice(0);
	const cells = Promise.all(
		kinds.map(async (kind) => [kind, await runCell(trouble, kind)] as const),
	).then((entries) => {
		for (const [, { undo }] of entries) undo?.();
		return new Map<Kind, Cell>(entries);
	});
	rows.set(trouble, cells);
	return cells;
}

function expectationOf(trouble: Trouble, kind: Kind): Expectation {
	const { except, writes, lists, reads } = trouble;
	return except?.[kind.name] ?? (kind.writes ? writes : kind.isList ? (lists ?? reads) : reads);
}

const said = ({ error, result }: Cell) =>
	error
		? `${error.message} ${error.description ?? ''}`
		: JSON.stringify(result!.items.filter(({ json }) => json.error).map(({ json }) => json));

const idsOf = ({ result }: Cell) =>
	(result?.items ?? []).filter(({ json }) => !json.error).map(({ json }) => json.id);

describe.each(troubles)('$name', (trouble) => {
	test.each(kinds)('$name', async (kind) => {
		const cell = (await row(trouble)).get(kind)!;
		const expected = expectationOf(trouble, kind);
		// One for the credential, one for what made it renew the token.
		expect(cell.tokenRequests).toBeLessThanOrEqual(
			2 + (trouble.name === 'renewal refused' ? 4 : 0),
		);
		expect(cell.wentElsewhere).toBe(0);
		if (kind.isList) {
			const ids = idsOf(cell);
			expect(new Set(ids).size).toBe(ids.length);
		}
		if (expected === 'complete') {
			expect(said(cell)).toBe('[]');
			if (kind.isList) expect(idsOf(cell)).toHaveLength(kind.whole);
			if (kind.writes) expect(cell.done).toBe(kind.whole);
			if (!kind.isList && !kind.writes) expect(cell.result!.items).toHaveLength(kind.whole);
		} else if ('sentOnce' in expected) {
			expect(said(cell)).toMatch(expected.sentOnce);
			expect(cell.sent).toBe(1);
		} else {
			expect(said(cell)).toMatch(expected.incomplete);
			expect(idsOf(cell).length).toBeLessThanOrEqual(kind.whole);
		}
	});
});
