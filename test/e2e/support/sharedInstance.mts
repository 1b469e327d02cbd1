import type { SavedSession } from '../../../tools/n8n/n8nSession.mts';

type SharedInstance = {
	url: string;
	session: SavedSession;
	/** Where it keeps the community package, for a test that starts an n8n of its own. */
	packages: string;
	/** The packed package. */
	tarball: string;
};

const VARIABLE = 'ISC_E2E_N8N';

/** Tells the processes that run the test files which n8n to use. */
export function shareInstance(instance: SharedInstance): void {
	process.env[VARIABLE] = JSON.stringify(instance);
}

/** The n8n to use. */
export function sharedInstance(): SharedInstance {
	return JSON.parse(process.env[VARIABLE] ?? '') as SharedInstance;
}
