import { readExample } from '../../../demo/examples.mts';
import type { Adaptation } from '../../../demo/examples.mts';
import type { Execution } from '../../../tools/n8n/types.mts';
import { putCredential } from '../../../demo/importExamples.mts';
import type { Counts } from '../../../simulator/src/options.mts';
import { startSimulator } from '../../../simulator/src/server.mts';
import type { Simulator } from '../../../simulator/src/server.mts';
import { credentialData } from './fixture.mts';
import type { Stage } from './fixture.mts';

/** Runs an example as it is, with only what its note tells the user to change. */
export async function runExample(
	{ editor, run, tenant: own }: Stage,
	file: string,
	adaptation: Adaptation = {},
	tenant: Simulator = own,
): Promise<Execution> {
	await putCredential(editor, credentialData(tenant, 'pat'));
	return await run(await readExample(file, { ...adaptation, waitSeconds: 1 }));
}

/** Lends a tenant with other records than those that all tests of a file share. */
export async function withTenant(
	counts: Partial<Counts>,
	test: (tenant: Simulator) => Promise<void>,
): Promise<void> {
	const tenant = await startSimulator({ rateLimit: { enabled: false }, counts });
	try {
		await test(tenant);
	} finally {
		await tenant.close();
	}
}
