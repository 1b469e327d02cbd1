import type { Page } from 'playwright-core';

import { listExampleFiles, readExample, startsByEvent } from '../../demo/examples.mts';
import type { Simulator } from '../../simulator/src/server.mts';
import { openInEditor, runInEditor, wholeWorkflow } from './page.mts';
import type { Subject } from './page.mts';

type Scene = { page: Page; url: string; ids: Record<string, string>; tenant: Simulator };

/** So that the widest example fits at its full size, and the highest clear of the button below. */
const SCREEN = { width: 2600, height: 1200 };
/** The example whose picture shows what happens when a job fails. */
const FAILING = 'aggregate-source-nightly.json';
/** The example whose picture shows a job that is checked several times. */
const SLOW = 'long-running-aggregation.json';
const SLOW_MS = 5000;

/**
 * A picture of each example after a run: all its nodes, and how many items went where. Those that wait for an event
 * are shown as they are.
 */
export async function exampleScenes() {
	const files = await listExampleFiles();
	return Object.fromEntries(
		files.map((file) => [
			`example-${file.replace('.json', '')}`,
			(scene: Scene) => pictureOf(file, scene),
		]),
	);
}

async function pictureOf(file: string, { page, url, ids, tenant }: Scene): Promise<Subject> {
	await page.setViewportSize(SCREEN);
	if (startsByEvent(await readExample(file))) {
		await openInEditor(page, url, ids[file]);
		return await wholeWorkflow(page);
	}
	const { jobs, taskMs } = tenant.options;
	if (file === FAILING) tenant.options.jobs = { ...jobs, failing: ['account-aggregation'] };
	if (file === SLOW) tenant.options.taskMs = SLOW_MS;
	try {
		await runInEditor(page, url, ids[file]);
	} finally {
		Object.assign(tenant.options, { jobs, taskMs });
	}
	return await wholeWorkflow(page);
}
