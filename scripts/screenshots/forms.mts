import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { CREDENTIAL_NAME } from '../../demo/importExamples.mts';
import { root } from '../../demo/paths.mts';
import type { Workflow } from '../../tools/n8n/types.mts';
import { chain, isc, start } from '../../test/e2e/support/workflows.mts';
import { openInEditor, openNode, settle } from './page.mts';
import type { Subject } from './page.mts';
import type { Studio } from './studio.mts';

type Actions = Record<string, { operations: { id: string; action: string }[] }>;

const readActions = () =>
	JSON.parse(readFileSync(join(root, 'nodes', 'Isc', 'actions.json'), 'utf8')) as Actions;

/** The form of each action as it opens, to be looked at: the pictures aren't part of the documentation. */
export function formScenes({ page, url, editor, credentialId }: Studio) {
	const actions = Object.entries(readActions()).flatMap(([resource, { operations }]) =>
		operations.map(({ id, action }) => ({ resource, id, action })),
	);
	return Object.fromEntries(
		actions.map(({ resource, id, action }) => [
			action.toLowerCase().replaceAll(' ', '-'),
			async (): Promise<Subject> => {
				const node = {
					...isc(credentialId, { resource, operation: id }),
					name: action,
					credentials: { iscOAuth2Api: { id: credentialId, name: CREDENTIAL_NAME } },
				};
				const workflow: Workflow = { ...chain(start, node), name: action };
				await page.setViewportSize({ width: 1280, height: 1250 });
				await openInEditor(page, url, await editor.createWorkflow(workflow));
				const panel = await openNode(page, action);
				await page.waitForLoadState('networkidle');
				await settle(page);
				return panel;
			},
		]),
	);
}
