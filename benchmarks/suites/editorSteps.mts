import type { Locator, Page } from 'playwright-core';

import { openBrowser } from '../../demo/browser.mts';
import { startSimulator } from '../simulatorProcess.mts';
import type { Measurement, Row } from '../measurement.mts';

const RECORDS = 50;

/** Performs what a user does in the editor, and counts it: each click, and each field that is typed into. */
class Steps {
	readonly done: string[] = [];
	readonly page: Page;

	constructor(page: Page) {
		this.page = page;
	}

	async click(what: string, target: Locator): Promise<void> {
		await target.first().click();
		this.done.push(`click ${what}`);
	}

	async type(what: string, target: Locator, text: string): Promise<void> {
		await target.first().fill(text);
		this.done.push(`type ${what}`);
	}

	async choose(label: string, parameter: string, entry: string): Promise<void> {
		await this.click(label, byId(this.page, `parameter-input-${parameter}`).locator('input'));
		await this.click(entry, this.page.locator('li:visible').getByText(entry, { exact: true }));
	}

	/** Adds the first node to an empty canvas. */
	async addNode(searchText: string, node: string): Promise<void> {
		await this.click('Add first step', byId(this.page, 'canvas-add-button'));
		await this.type('the search', byId(this.page, 'node-creator-search-bar'), searchText);
		const entries = byId(this.page, 'node-creator-item-name');
		await this.click(node, entries.getByText(node, { exact: true }));
	}

	/** Chooses an action of the node: on an empty canvas, n8n shows its triggers first, and folds the actions away. */
	async chooseAction(action: string): Promise<void> {
		await this.click('Actions', this.page.getByText(/^Actions \(\d+\)/));
		await this.click(action, this.page.getByText(action, { exact: true }));
		await byId(this.page, 'ndv').waitFor();
	}

	async execute(): Promise<void> {
		await this.click('Execute step', byId(this.page, 'node-execute-button'));
	}
}

const byId = (page: Page, id: string): Locator => page.locator(`[data-test-id="${id}"]`);

const field = (page: Page, parameter: string): Locator =>
	byId(page, `parameter-input-${parameter}`).locator('input, [contenteditable="true"]');

type Way = {
	node: string;
	follow(steps: Steps, tenantUrl: string): Promise<void>;
	/** Whether the records are on the screen afterwards. */
	showsRecords: boolean;
};

const WAYS: Way[] = [
	{
		node: 'SailPoint ISC: Get many identities',
		showsRecords: true,
		follow: async (steps) => {
			await steps.addNode('sailpoint', 'SailPoint ISC');
			await steps.chooseAction('Get many identities');
			await steps.execute();
		},
	},
	{
		node: 'Notion: Get many database pages',
		showsRecords: false,
		follow: async (steps) => {
			await steps.addNode('notion', 'Notion');
			await steps.chooseAction('Get many database pages');
			await steps.click('Data Source', steps.page.getByPlaceholder('Select a Data Source...'));
			steps.done.push('click a data source', 'click Execute step');
		},
	},
	{
		node: 'HTTP Request with the credential of this package',
		showsRecords: true,
		follow: async (steps, tenantUrl) => {
			await steps.addNode('http request', 'HTTP Request');
			await steps.type('URL', field(steps.page, 'url'), `${tenantUrl}/identities/v1?limit=50`);
			await steps.choose('Authentication', 'authentication', 'Predefined Credential Type');
			await steps.choose('Credential Type', 'nodeCredentialType', 'SailPoint ISC OAuth2 API');
			await steps.execute();
		},
	},
];

export const editorSteps: Measurement = {
	name: 'editor',
	title: 'From an empty canvas to 50 records',
	notes: `Clicks and fields typed into, with the credential there; Chromium performs them in the real editor. Notion's list of data sources needs the internet, so its last two steps are counted without being performed.`,
	run: async ({ n8n, say }) => {
		const simulator = await startSimulator({ identities: 200 });
		try {
			await n8n.credential(simulator.url);
			await n8n.editor.createCredential({
				name: 'Notion',
				type: 'notionApi',
				data: { apiKey: 'not-a-real-key' },
			});
			const rows: Row[] = [];
			for (const way of WAYS) {
				const { page, close } = await openBrowser(n8n.url);
				try {
					await page.goto(`${n8n.url}/workflow/new`);
					const steps = new Steps(page);
					await way.follow(steps, simulator.url);
					if (way.showsRecords) await page.getByText(`${RECORDS} items`).first().waitFor();
					say(`${way.node}: ${steps.done.length}`);
					rows.push({
						node: way.node,
						steps: String(steps.done.length),
						'what they are': steps.done.join(', '),
					});
				} finally {
					await close();
				}
			}
			return rows;
		} finally {
			await simulator.stop();
		}
	},
};
