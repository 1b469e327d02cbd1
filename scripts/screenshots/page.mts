import type { Locator, Page } from 'playwright-core';

/** Opens a workflow and runs it by the button. */
export async function runInEditor(page: Page, url: string, workflowId = ''): Promise<void> {
	await page.goto(`${url}/workflow/${workflowId}`);
	await page.locator('[data-test-id="execute-workflow-button"]').first().click();
	await page.getByText('Workflow executed successfully').waitFor();
	await settle(page);
}

/** Takes the message of a run out of the picture. */
async function closeMessages(page: Page): Promise<void> {
	for (const button of await page.locator('.el-notification__closeBtn').all()) await button.click();
}

/** Opens the panel of a node of the workflow on the screen. */
export async function openNode(page: Page, node: string): Promise<Locator> {
	const onCanvas = page.locator(`[data-test-id="canvas-node"][data-node-name="${node}"]`);
	await onCanvas.waitFor();
	await closeMessages(page);
	await onCanvas.dblclick();
	const panel = page.locator('[data-test-id="ndv"]');
	await panel.waitFor();
	await settle(page);
	return panel;
}

/** Lets what slides or fades come to rest. */
export const settle = (page: Page) => page.waitForTimeout(900);
