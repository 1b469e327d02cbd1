import type { Locator, Page } from 'playwright-core';

import { closeMessages, openNode, runInEditor, settle } from './page.mts';
import type { Subject } from './page.mts';

type Scene = {
	page: Page;
	url: string;
	/** Of the examples, by file name. */
	ids: Record<string, string>;
	mainId: string;
	/** Of the workflow whose nodes show operations. */
	operationsId: string;
};
type Take = (scene: Scene) => Promise<Subject>;

const TALL = { width: 1280, height: 1250 };

/** What a picture shows, by its file name. */
export const scenes: Record<string, Take> = {
	'credential-client-credentials': (scene) => newCredential(scene),
	'credential-sign-in': (scene) => newCredential(scene, 'Sign in With SailPoint'),
	'credential-pkce': (scene) => newCredential(scene, 'Sign in With SailPoint (PKCE)'),
	'custom-request': (scene) => openOperation(scene, 'Custom'),
	'operation-search': async (scene) => {
		const panel = await openOperation(scene, 'Any');
		await panel.locator('[data-test-id="parameter-input-apiOperation"] input').last().click();
		await settle(scene.page);
		await scene.page.keyboard.type('disable account');
		await scene.page.getByText('Accounts: Disable account', { exact: false }).first().waitFor();
		await settle(scene.page);
		return panel;
	},
	'operation-values': (scene) => openOperation(scene, 'Create'),
	'operation-filters': (scene) => openOperation(scene, 'List', 1680),
	'operation-fields': async (scene) => {
		await scene.page.setViewportSize({ width: 1280, height: 640 });
		await scene.page.goto(`${scene.url}/workflow/${scene.operationsId}`);
		const panel = await openNode(scene.page, 'Edit Fields');
		await dragField(scene.page, panel, 'identityName');
		return panel;
	},
	'operation-changes': (scene) => openOperation(scene, 'Change'),
	'operation-completion': (scene) => openOperation(scene, 'Disable'),
	'search-conditions': (scene) => openOperation(scene, 'Search', 1760),
	'event-answer': async ({ page, url, ids }) => {
		await page.setViewportSize({ width: 1280, height: 1150 });
		await page.goto(`${url}/workflow/${ids['auto-approve-access-requests.json']}`);
		return await openNode(page, 'Access Request Submitted');
	},
	'workflow-result': async ({ page, url, mainId }) => {
		await page.setViewportSize({ width: 1280, height: 760 });
		await runInEditor(page, url, mainId);
		return page;
	},
};

/** The panel of a node of the workflow that shows operations, once what it loads is there. */
async function openOperation(
	{ page, url, operationsId }: Scene,
	node: string,
	height = 1350,
): Promise<Locator> {
	await page.setViewportSize({ width: 1280, height });
	await page.goto(`${url}/workflow/${operationsId}`);
	const panel = await openNode(page, node);
	await page.waitForLoadState('networkidle');
	await settle(page);
	return panel;
}

/** Drags a field of a node that never ran into the first value of Edit Fields. */
async function dragField(page: Page, panel: Locator, field: string): Promise<void> {
	const value = panel.locator('[data-test-id="assignment-value"]').first();
	const item = panel.locator('[data-test-id="run-data-schema-item"]', { hasText: field }).first();
	await item.locator('[data-target="mappable"]').hover();
	const { x, y, width, height } = (await value.boundingBox())!;
	await page.mouse.down();
	// The editor takes the drop only after some moves over the field.
	await page.mouse.move(x + width / 2 - 20, y + height / 2, { steps: 8 });
	await page.mouse.move(x + width / 2, y + height / 2, { steps: 8 });
	await page.mouse.up();
	await value.getByText(`{{ $json.${field} }}`).waitFor();
	await closeMessages(page);
	await settle(page);
}

/** A new credential, filled in but not saved: saving would call the tenant that is made up here. */
async function newCredential({ page, url }: Scene, grant?: string): Promise<Locator> {
	await page.setViewportSize(TALL);
	await page.goto(`${url}/home/credentials/create`);
	const select = page.locator('[data-test-id="new-credential-type-select"] input');
	await select.click();
	await select.fill('SailPoint');
	await page.locator('li:visible', { hasText: 'SailPoint ISC OAuth2 API' }).first().waitFor();
	await settle(page);
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await page.locator('[data-test-id="new-credential-type-button"]').click();
	const modal = page.locator('[data-test-id="editCredential-modal"]');
	await modal.waitFor();
	// As high as its fields need, so that the picture shows all of them.
	await page.addStyleTag({
		content: `[data-test-id="editCredential-modal"] {
			height: ${grant ? 1100 : 900}px !important;
			max-height: none !important;
			margin-top: 40px !important;
		}`,
	});
	if (grant) {
		await modal.locator('[data-test-id="parameter-input-grantType"] input').click();
		await page.getByText(grant, { exact: true }).last().click();
	}
	const type = (name: string, text: string) =>
		modal.locator(`[data-test-id="parameter-input-${name}"] input`).fill(text);
	await type('clientId', '86f1dc6f2b4c4b0d9d6a8f0c3f1f7a52');
	if (!grant?.includes('PKCE')) await type('clientSecret', 'not-a-real-secret');
	await type('tenant', 'acme');
	await page.mouse.move(0, 0);
	await page.evaluate(() => (document.activeElement as HTMLElement).blur());
	await modal
		.getByText(grant ? 'OAuth Redirect URL' : 'Grant Type')
		.first()
		.scrollIntoViewIfNeeded();
	await settle(page);
	return modal;
}
