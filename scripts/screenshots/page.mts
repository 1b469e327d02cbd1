import type { Locator, Page } from 'playwright-core';

/** Space around a workflow, in pixels, for the names below nodes and the item counts beside them. */
const MARGIN = 32;

/** Opens a workflow. */
export async function openInEditor(page: Page, url: string, workflowId = ''): Promise<void> {
	await page.goto(`${url}/workflow/${workflowId}`);
	await page.locator('[data-test-id="canvas-node"]').first().waitFor();
	await settle(page);
}

/** Opens a workflow and runs it by the button. */
export async function runInEditor(page: Page, url: string, workflowId = ''): Promise<void> {
	await page.goto(`${url}/workflow/${workflowId}`);
	await page.locator('[data-test-id="execute-workflow-button"]').first().click();
	await page.getByText('Workflow executed successfully').waitFor();
	await settle(page);
}

/** Takes the message of a run out of the picture. */
export async function closeMessages(page: Page): Promise<void> {
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

/** What a picture can be taken of. */
export type Subject = Pick<Page, 'screenshot'>;

/** All of the workflow on the screen, and nothing around it. */
export async function wholeWorkflow(page: Page): Promise<Subject> {
	await closeMessages(page);
	await page.locator('[data-test-id="zoom-to-fit"]').click();
	await page.mouse.move(0, 0);
	await settle(page);
	const clip = await page.evaluate((margin) => {
		const boxes = [...document.querySelectorAll('.vue-flow__node, .vue-flow__edge-path')].map(
			(node) => node.getBoundingClientRect(),
		);
		const left = Math.min(...boxes.map((box) => box.left)) - margin;
		const top = Math.min(...boxes.map((box) => box.top)) - margin;
		const right = Math.max(...boxes.map((box) => box.right)) + 4 * margin;
		const bottom = Math.max(...boxes.map((box) => box.bottom)) + 3 * margin;
		return { x: left, y: top, width: right - left, height: bottom - top };
	}, MARGIN);
	return { screenshot: (options) => page.screenshot({ ...options, clip }) };
}

/** Lets what slides or fades come to rest. */
export const settle = (page: Page) => page.waitForTimeout(900);
