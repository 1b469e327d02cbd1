import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Workflow } from './n8n/types.mts';
import { root } from './paths.mts';

/** What the examples leave for the user to change. */
export type Adaptation = {
	/** Origin of the tenant's API. */
	apiUrl?: string;
	/** Name of a source whose accounts are read; null takes whichever comes first. */
	source?: string | null;
	/** Name of a source that is fed by files. */
	fileSource?: string;
	accessProfile?: string;
	/** Names of accounts to disable. */
	accounts?: string[];
	/** Seconds to wait for a task. */
	waitSeconds?: number;
};

export const MAIN_EXAMPLE = 'accounts-of-a-source.json';

const folder = join(root, 'examples');

/** The file names of all examples. */
export async function exampleFiles(): Promise<string[]> {
	return (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
}

/** Reads an example, with the changes that a user of a given tenant would make. */
export async function readExample(file: string, adaptation: Adaptation = {}): Promise<Workflow> {
	const workflow = JSON.parse(await readFile(join(folder, file), 'utf8')) as Workflow;
	const { apiUrl, source, fileSource, accessProfile, accounts, waitSeconds } = adaptation;
	const change = (node: string, path: string, value: unknown) => {
		const parameters = workflow.nodes.find(({ name }) => name === node)?.parameters;
		if (parameters && value !== undefined) parameters[path] = value;
	};

	const ofFiles = file === 'load-accounts-from-csv.json';
	const sourceName = ofFiles ? fileSource : source;
	change('Find Source', 'query', sourceName === null ? {} : nameFilter(sourceName));
	change('Find Access Profile', 'query', nameFilter(accessProfile));
	change('Account Names', 'jsonOutput', accounts && JSON.stringify({ name: accounts }, null, 2));
	change('Get Public Identities', 'url', apiUrl && `${apiUrl}/public-identities/v1`);
	change('Wait', 'amount', waitSeconds);
	return workflow;
}

function nameFilter(name: string | undefined) {
	if (name === undefined) return undefined;
	const value = `name eq "${name.replace(/["\\]/g, '\\$&')}"`;
	return { parameter: [{ name: 'filters', value }] };
}
