import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Workflow, WorkflowNode } from '../tools/n8n/types.mts';
import { root } from './paths.mts';

/** What the examples leave for the user to change. */
export type ExampleOverrides = {
	/** Origin of the tenant's API. */
	apiUrl?: string;
	/** Name of a source whose accounts are read; null takes whichever comes first. */
	source?: string | null;
	/** Name of a source that is fed by files. */
	fileSource?: string;
	accessProfile?: string;
	/** Name of a department. */
	department?: string;
	/** User name of somebody whose accounts are disabled. */
	leaver?: string;
	/** CSV text with the access that is asked for. */
	sheet?: string;
	/** Between which moments events are read. */
	period?: { from: string; to: string };
	/** Seconds to wait before the next check of a job. */
	waitSeconds?: number;
	/** Maximum number of checks of a job. */
	maxChecks?: number;
};

export const MAIN_EXAMPLE = 'count-source-accounts.json';

const folder = join(root, 'examples');

/** The file names of all examples. */
export async function listExampleFiles(): Promise<string[]> {
	return (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
}

/** Whether nothing but an event of ISC starts a workflow: it is published rather than run. */
export const startsByEvent = ({ nodes }: Workflow): boolean =>
	nodes.some(({ type }) => /^n8n-nodes-sailpoint-isc\.isc(Poll)?Trigger$/.test(type));

/** Reads an example, with the changes that a user of a given tenant would make. */
export async function readExample(
	file: string,
	adaptation: ExampleOverrides = {},
): Promise<Workflow> {
	const workflow = JSON.parse(await readFile(join(folder, file), 'utf8')) as Workflow;
	const { apiUrl, source, fileSource, accessProfile, department } = adaptation;
	const { leaver, sheet, period, waitSeconds, maxChecks } = adaptation;
	const find = (node: string) => workflow.nodes.find(({ name }) => name === node);
	const change = (node: string, path: string, value: unknown) => {
		const parameters = find(node)?.parameters;
		if (parameters && value !== undefined) parameters[path] = value;
	};

	const ofFiles = file === 'load-accounts-from-csv.json';
	setName(find('Find Source'), ofFiles ? fileSource : source);
	setName(find('Find Access Profile'), accessProfile);
	setFields(find('Identity to Offboard'), { person: leaver });
	setFields(find('Sample Rows'), { rows: sheet });
	setFields(find('Time Range'), { ...period });
	change('Search Identities by Department', 'conditions', department && departmentIs(department));
	change('Get Public Identities', 'url', apiUrl && `${apiUrl}/public-identities/v1`);
	change('Wait', 'amount', waitSeconds);
	change('Wait', 'unit', waitSeconds && 'seconds');
	if (maxChecks !== undefined) setMaxChecks(find('Status'), maxChecks);
	return workflow;
}

/** Lets a node find a record by its name, or whichever comes first; a name from the item before stays. */
function setName(node: WorkflowNode | undefined, name: string | null | undefined): void {
	if (!node || name === undefined || JSON.stringify(node.parameters).includes('={{')) return;
	node.parameters.filterRows =
		name === null ? {} : { filter: [{ field: 'name', operator: 'eq', value: name }] };
}

/** Gives fields of an Edit Fields node other values. */
function setFields(node: WorkflowNode | undefined, values: Record<string, string | undefined>) {
	const { assignments = [] } = (node?.parameters.assignments ?? {}) as {
		assignments?: Array<{ name: string; value: unknown }>;
	};
	for (const field of assignments) field.value = values[field.name] ?? field.value;
}

/** Changes the limit in the condition of a Switch node. */
function setMaxChecks(node: WorkflowNode | undefined, count: number): void {
	if (!node) return;
	node.parameters = JSON.parse(
		JSON.stringify(node.parameters).replace(/\$runIndex < \d+/, `$runIndex < ${count}`),
	) as WorkflowNode['parameters'];
}

const departmentIs = (value: string) => ({
	condition: [{ field: 'attributes.department', operator: 'equals', value }],
});
