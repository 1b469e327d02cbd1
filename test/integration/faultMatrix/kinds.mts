import type { IDataObject } from 'n8n-workflow';

import { IscSearch } from '../../../nodes/IscSearch/IscSearch.node.ts';
import type { FaultMatch } from '../../../simulator/src/faults/faults.mts';
import type { Simulator } from '../../../simulator/src/server.mts';
import type { CredentialStore } from '../credentialStore.mts';
import { runNode, type RunOptions, type RunResult } from '../n8n.mts';

export const ACCOUNTS = 700;
export const DOCUMENTS = 60;
const WRITES = 6;
/** The write that faults strike, of those made in bulk. */
const STRUCK_WRITE = 2;

/** One way to use the node. */
export interface Kind {
	name: string;
	/** Whether the struck request changes something. */
	writes: boolean;
	/** Whether the records come in pages. */
	isList: boolean;
	/** The requests that a fault strikes: a page in the middle, or the one that matters. */
	struck(tenant: Simulator): FaultMatch & { path: string };
	options(tenant: Simulator): RunOptions;
	/** Options that write the records into n8n's binary store, if the kind can. */
	toFile?: IDataObject;
	/** How many records, or done writes, make it complete. */
	whole: number;
}

const list = (path: string, options: IDataObject = {}) => ({
	method: 'GET',
	path,
	returnAll: true,
	options,
});

const accountId = (tenant: Simulator, index: number) => tenant.data.accounts.idAt(index);
const disablePath = (tenant: Simulator, index: number) =>
	`/accounts/v1/${accountId(tenant, index)}/disable`;

const bulk = (options: IDataObject) => (tenant: Simulator) => ({
	items: Array.from({ length: WRITES }, (_, index) => ({ json: { id: accountId(tenant, index) } })),
	parameters: {
		method: 'POST',
		path: '=/accounts/v1/{{ $json.id }}/disable',
		body: '{}',
		options,
	},
});

const fileSource = (tenant: Simulator) =>
	[...tenant.data.sources].find(({ connectionType }) => connectionType === 'file')!.id;

export const kinds: Kind[] = [
	{
		name: 'offset list',
		writes: false,
		isList: true,
		struck: () => ({ method: 'GET', path: '/accounts/v1', query: 'offset=250' }),
		options: () => ({ parameters: list('/accounts/v1') }),
		toFile: { output: 'csv' },
		whole: ACCOUNTS,
	},
	{
		name: 'keyset list',
		writes: false,
		isList: true,
		struck: () => ({ method: 'GET', path: '/entitlements/v1', nth: 2 }),
		options: () => ({ parameters: list('/entitlements/v1', { pageSize: 100 }) }),
		toFile: { output: 'jsonl' },
		whole: 300,
	},
	{
		name: 'search',
		writes: false,
		isList: true,
		struck: () => ({ method: 'POST', path: '/search/v1', nth: 2 }),
		options: () => ({
			nodeType: new IscSearch(),
			parameters: {
				operation: 'search',
				indices: ['identities'],
				query: '*',
				returnAll: true,
				options: { pageSize: 20 },
			},
		}),
		toFile: { output: 'json' },
		whole: DOCUMENTS,
	},
	{
		name: 'download',
		writes: false,
		isList: false,
		struck: () => ({ method: 'GET', path: '/password-dictionary/v1' }),
		options: () => ({
			parameters: {
				method: 'GET',
				path: '/password-dictionary/v1',
				options: { responseFormat: 'file' },
			},
		}),
		toFile: {},
		whole: 1,
	},
	{
		name: 'upload',
		writes: true,
		isList: false,
		struck: (tenant) => ({
			method: 'POST',
			path: `/sources/v1/${fileSource(tenant)}/load-accounts`,
		}),
		options: (tenant) => ({
			items: [
				{
					json: {},
					binary: {
						list: {
							fileName: 'accounts.csv',
							mimeType: 'text/csv',
							data: Buffer.from('id,accountName\n1,jane.doe\n').toString('base64'),
						},
					},
				},
			],
			parameters: {
				method: 'POST',
				path: `/sources/v1/${fileSource(tenant)}/load-accounts`,
				bodyType: 'formData',
				formData: { part: [{ kind: 'file', name: 'file', binaryField: 'list' }] },
			},
		}),
		whole: 1,
	},
	{
		name: 'bulk of writes, one by one',
		writes: true,
		isList: false,
		struck: (tenant) => ({ method: 'POST', path: disablePath(tenant, STRUCK_WRITE) }),
		options: bulk({}),
		whole: WRITES,
	},
	{
		name: 'bulk of writes, in parallel',
		writes: true,
		isList: false,
		struck: (tenant) => ({ method: 'POST', path: disablePath(tenant, STRUCK_WRITE) }),
		options: bulk({ parallelWrites: true }),
		whole: WRITES,
	},
	{
		name: 'job',
		writes: true,
		isList: false,
		struck: () => ({ method: 'POST', path: '/access-requests/v1' }),
		options: (tenant) => ({
			parameters: {
				resource: 'apiOperation',
				apiOperation: { __rl: true, mode: 'list', value: 'POST /access-requests/v1' },
				completion: 'wait',
				specifyValues: 'json',
				jsonBody: JSON.stringify({
					requestedFor: [tenant.data.identities.idAt(5)],
					requestType: 'GRANT_ACCESS',
					requestedItems: [{ type: 'ACCESS_PROFILE', id: tenant.data.accessProfiles.idAt(1) }],
				}),
				options: { pollInterval: 1 },
			},
		}),
		whole: 1,
	},
];

export type Run = { error?: Error & { description?: string | null }; result?: RunResult };

/** Runs a kind. A list continues on failures, to show what came before; a write ends with its error. */
export async function runKind(
	kind: Kind,
	tenant: Simulator,
	store: CredentialStore,
	options: IDataObject = {},
): Promise<Run> {
	const run = kind.options(tenant);
	const parameters = {
		...run.parameters,
		options: { ...(run.parameters!.options as IDataObject | undefined), ...options },
	};
	// A run without end fails its cell, not the whole matrix.
	const signal = AbortSignal.timeout(45_000);
	return await runNode(store, { ...run, parameters, signal, continueOnFail: kind.isList }).then(
		(result) => ({ result }),
		(error: Error) => ({ error }),
	);
}
