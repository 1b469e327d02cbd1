import type { Locator, Page } from 'playwright-core';

import { openBrowser } from '../../demo/browser.mts';
import { chain, start } from '../../test/e2e/support/workflows.mts';
import type { Measurement } from '../measurement.mts';
import { median, formatRatio } from '../format.mts';

/** A node as the editor has it; the others are the built-in ones with the most actions. */
type Subject = {
	label: string;
	actions: number;
	/** The operation whose fields are shown. */
	operation: string;
	type: string;
	parameters: Record<string, string>;
};

const ROUNDS = 3;
const SUBJECTS: Subject[] = [
	{
		label: 'SailPoint ISC',
		actions: 141,
		type: 'n8n-nodes-sailpoint-isc.isc',
		operation: 'Get many accounts',
		parameters: { resource: 'account', operation: 'listAccountsV1' },
	},
	{
		label: 'Freshservice',
		actions: 72,
		operation: 'Get many agents',
		type: 'n8n-nodes-base.freshservice',
		parameters: { resource: 'agent', operation: 'getAll' },
	},
	{
		label: 'Salesforce',
		actions: 65,
		operation: 'Get many leads',
		type: 'n8n-nodes-base.salesforce',
		parameters: { resource: 'lead', operation: 'getAll' },
	},
];

const nodeOf = ({ operation, type, parameters }: Subject) => ({
	name: operation,
	type,
	typeVersion: 1,
	parameters,
});

const byId = (page: Page, id: string): Locator => page.locator(`[data-test-id="${id}"]`);

/** Milliseconds from a click to what it calls up. */
async function clickTime(click: () => Promise<void>, shown: Locator): Promise<number> {
	const clicked = performance.now();
	await click();
	await shown.first().waitFor();
	return performance.now() - clicked;
}

/** From the name in the node panel to the list of its actions. */
async function actionListTime(page: Page, address: string, { label }: Subject): Promise<number> {
	await page.goto(address);
	await byId(page, 'node-creator-plus-button').first().click();
	await byId(page, 'node-creator-search-bar').fill(label);
	const entry = byId(page, 'node-creator-item-name').getByText(label, { exact: true }).first();
	await entry.waitFor();
	await page.waitForTimeout(SETTLED_MS);
	return await clickTime(async () => await entry.click(), page.getByText(/^Actions \(\d+\)/));
}

/** From the node on the canvas to its panel with the operation. */
async function openingTime(page: Page, address: string, { operation }: Subject): Promise<number> {
	await page.goto(address);
	const onCanvas = page.locator(`[data-test-id="canvas-node"][data-node-name="${operation}"]`);
	await onCanvas.waitFor();
	await page.waitForTimeout(SETTLED_MS);
	return await clickTime(
		async () => await onCanvas.dblclick(),
		byId(page, 'parameter-input-operation'),
	);
}

/** The editor goes on loading for a while after it shows. */
const SETTLED_MS = 1500;

export const editor: Measurement = {
	name: 'editor',
	title: 'In the editor',
	notes: `Headless Chromium; the median of ${ROUNDS} rounds, in each of which every node has its turn on a freshly loaded page. The action list opens by a click on the name of the node in the node panel, the node by a double click on the canvas. Freshservice and Salesforce are the built-in nodes with the most actions.`,
	run: async ({ n8n, say }) => {
		const workflow = chain(start, ...SUBJECTS.map(nodeOf));
		const id = await n8n.editor.createWorkflow({ ...workflow, name: 'Editor' });
		const address = `${n8n.url}/workflow/${id}`;
		const { page, close } = await openBrowser(n8n.url);
		try {
			const taken = SUBJECTS.map(() => ({ list: [] as number[], opening: [] as number[] }));
			// The node panel is not there on the first visit of all.
			await page.goto(address);
			await page.waitForTimeout(SETTLED_MS);
			for (let round = 0; round < ROUNDS; round++) {
				for (const [index, subject] of SUBJECTS.entries()) {
					const list = await actionListTime(page, address, subject);
					const opening = await openingTime(page, address, subject);
					say(
						`${subject.operation}: list ${Math.round(list)} ms, opens in ${Math.round(opening)} ms`,
					);
					taken[index]!.list.push(list);
					taken[index]!.opening.push(opening);
				}
			}
			const cell = (kind: 'list' | 'opening', index: number) => {
				const own = median(taken[index]![kind]);
				return `${Math.round(own)} ms (${formatRatio(own / median(taken[0]![kind]))})`;
			};
			return SUBJECTS.map(({ label, actions, operation }, index) => ({
				node: label,
				actions: String(actions),
				'action list': cell('list', index),
				operation,
				'node opens': cell('opening', index),
			}));
		} finally {
			await close();
		}
	},
};
