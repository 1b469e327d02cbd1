import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { IDataObject } from 'n8n-workflow';

import type { FaultEffect } from '../../../simulator/src/faults/faults.mts';
import type { Simulator } from '../../../simulator/src/server.mts';
import type { CredentialStore } from '../credentialStore.mts';
import { runNode } from '../n8n.mts';
import type { Kind } from './kinds.mts';

/** What must happen. */
export type Expectation =
	/** All records, each once; all writes done, each once. */
	| 'complete'
	/** The struck request fails, and it reached the tenant once. */
	| { sentOnce: RegExp }
	/** The list ends with an error, and no record comes twice. */
	| { incomplete: RegExp };

/** Something that goes wrong. */
export interface Trouble {
	name: string;
	/** Prepares it; what it returns is undone after the run. */
	cause(
		tenant: Simulator,
		kind: Kind,
		store: CredentialStore,
		elsewhere: string,
	): void | (() => void) | Promise<void | (() => void)>;
	reads: Expectation;
	lists?: Expectation;
	writes: Expectation;
	/** What kinds that don't fit in have to expect. */
	except?: Record<string, Expectation>;
	/** Options of the node. */
	options?: (kind: Kind) => IDataObject;
}

/** A fault of the request that matters, once unless said otherwise. */
const strike =
	(effect: FaultEffect, times: number | undefined = 1): Trouble['cause'] =>
	(tenant, kind) => {
		tenant.faults.add({ ...kind.struck(tenant), times, ...effect });
	};

const html = { 'content-type': 'text/html' };
const mayBeDone = { sentOnce: /ISC may have processed it/ };

/** Lets the credential get its token, so that the trouble comes in the middle. */
async function signIn(tenant: Simulator, store: CredentialStore): Promise<void> {
	await runNode(store, { parameters: { method: 'GET', path: '/sources/v1', limit: 1 } });
	tenant.counters.reset();
}

const requireOfCore = createRequire(createRequire(import.meta.url).resolve('n8n-core'));

let workingManagers: Record<string, unknown> | undefined;

/** A real store of n8n's on a disk that refuses everything: its folder is a file. */
function breakBinaryStore(): () => void {
	const { Container } = requireOfCore('@n8n/di') as { Container: { get(type: unknown): unknown } };
	const { BinaryDataService } = requireOfCore('./binary-data/binary-data.service.js') as {
		BinaryDataService: unknown;
	};
	const { BinaryDataBlobManager } = requireOfCore('./binary-data/blob.manager.js') as {
		BinaryDataBlobManager: new (...args: unknown[]) => unknown;
	};
	const { FsByteStore } = requireOfCore('@n8n/blob-storage') as {
		FsByteStore: new (options: object) => unknown;
	};
	const storagePath = join(tmpdir(), `isc-no-folder-${process.pid}`);
	writeFileSync(storagePath, 'This file stands where a folder is expected.');
	const service = Container.get(BinaryDataService) as {
		mode: string;
		managers: Record<string, unknown>;
	};
	const reporter = { error: () => {}, warn: () => {} };
	const store = new FsByteStore({ storagePath, reportError: () => {} });
	// All cells of the row share the service: the first one breaks it, and what any of them undoes is the same.
	const before = (workingManagers ??= { ...service.managers });
	service.managers[service.mode] = new BinaryDataBlobManager(store, reporter);
	return () => {
		service.managers = { ...before };
	};
}

export const troubles: Trouble[] = [
	{
		name: '429',
		cause: strike({ status: 429, headers: { 'retry-after': '1' } }),
		reads: 'complete',
		writes: 'complete',
	},
	{
		name: '429 without Retry-After',
		cause: strike({ status: 429 }),
		reads: 'complete',
		writes: 'complete',
	},
	{ name: '500', cause: strike({ status: 500 }), reads: 'complete', writes: mayBeDone },
	{
		name: '502 as HTML',
		cause: strike({ status: 502, headers: html, body: '<html><h1>502 Bad Gateway</h1></html>' }),
		reads: 'complete',
		writes: mayBeDone,
	},
	{ name: '503', cause: strike({ status: 503 }), reads: 'complete', writes: mayBeDone },
	{ name: 'cut body', cause: strike({ cut: 'mid-body' }), reads: 'complete', writes: mayBeDone },
	{
		name: 'stalled body',
		cause: strike({ slowBody: { parts: 2, pauseMs: 30_000 } }),
		options: () => ({ timeout: 3_000 }),
		reads: 'complete',
		writes: mayBeDone,
	},
	{
		name: 'redirect within the origin',
		cause: (tenant, kind) => {
			const { path, query } = kind.struck(tenant);
			const target = query ? `${path}?limit=250&${query}&count=true` : path;
			tenant.faults.add({ ...kind.struck(tenant), redirectTo: target, status: 307, times: 1 });
		},
		reads: 'complete',
		writes: { sentOnce: /redirect/i },
		// The redirect of a page that is told apart by its cursor leads to the first one.
		except: { 'keyset list': { incomplete: /./ } },
	},
	{
		name: 'redirect to another origin',
		cause: (tenant, kind, _store, elsewhere) => {
			tenant.faults.add({ ...kind.struck(tenant), redirectTo: `${elsewhere}/x`, status: 307 });
		},
		reads: { sentOnce: /http:\/\/127\.0\.0\.1:\d+/ },
		lists: { incomplete: /http:\/\/127\.0\.0\.1:\d+/ },
		writes: { sentOnce: /redirect/i },
	},
	{
		name: 'token expired',
		cause: async (tenant, _kind, store) => {
			await signIn(tenant, store);
			// By the tenant's clock, which is ahead of n8n's.
			const { now } = tenant.options;
			tenant.options.now = () => now() + 900_000;
			return () => {
				tenant.options.now = now;
			};
		},
		reads: 'complete',
		writes: 'complete',
	},
	{
		name: 'token revoked',
		cause: strike({ expireToken: true }),
		reads: 'complete',
		writes: 'complete',
	},
	{
		name: 'renewal refused',
		cause: async (tenant, kind, store) => {
			await signIn(tenant, store);
			tenant.faults.add({
				path: '/oauth/token',
				status: 401,
				body: { error: 'invalid_client', error_description: 'Bad client credentials' },
			});
			await strike({ expireToken: true })(tenant, kind, store, '');
		},
		reads: { sentOnce: /Bad client credentials/ },
		lists: { incomplete: /Bad client credentials/ },
		writes: { sentOnce: /Bad client credentials/ },
	},
	{
		name: 'clock set back an hour',
		cause: async (tenant, _kind, store) => {
			const real = Date.now;
			await signIn(tenant, store);
			Date.now = () => real() - 3_600_000;
			return () => {
				Date.now = real;
			};
		},
		reads: 'complete',
		writes: 'complete',
	},
	{
		name: 'binary store failing',
		cause: () => breakBinaryStore(),
		options: ({ toFile }) => toFile ?? {},
		reads: { sentOnce: /ENOTDIR|n8n/ },
		lists: { incomplete: /ENOTDIR|n8n/ },
		writes: 'complete',
	},
	{
		name: 'total too low',
		cause: (tenant, kind) => {
			const { method, path } = kind.struck(tenant);
			tenant.faults.add({ method, path, total: 20 });
		},
		reads: 'complete',
		writes: 'complete',
	},
	{
		name: 'total too high',
		cause: (tenant, kind) => {
			const { method, path } = kind.struck(tenant);
			tenant.faults.add({ method, path, total: 5_000 });
		},
		reads: 'complete',
		lists: { incomplete: /of 5,?000/ },
		writes: 'complete',
	},
	{
		name: 'empty page in the middle',
		cause: strike({ emptyPage: true }),
		reads: 'complete',
		lists: { incomplete: /\d+ of \d+|twice|again/ },
		writes: 'complete',
	},
	{
		name: 'page repeated',
		cause: strike({ repeatPage: true }, undefined),
		reads: 'complete',
		lists: { incomplete: /./ },
		writes: 'complete',
	},
];
