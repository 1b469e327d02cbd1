import { defaultClients, startSimulator } from '../simulator/src/server.mts';
import type { Simulator } from '../simulator/src/server.mts';
import type { ExampleOverrides } from './examples.mts';
import { buildExampleOverrides, addRecords } from './seedData.mts';

const COUNTS = { identities: 2000, accounts: 4000 };
const NEEDED = ['ISC_TENANT', 'ISC_CLIENT_ID', 'ISC_CLIENT_SECRET'] as const;

/** The tenant that the demo talks to. */
export type DemoTenant = {
	description: string;
	/** Data of the credential in n8n. */
	credential: Record<string, unknown>;
	/** What the examples are changed to. */
	adaptation: ExampleOverrides;
	/** Present when the tenant is simulated in this process. */
	simulator?: Simulator;
};

/** Whether the environment names a real tenant. */
export function isRealTenant(): boolean {
	const missing = NEEDED.filter((name) => !process.env[name]);
	if (missing.length === NEEDED.length) return false;
	if (missing.length > 0) {
		throw new Error(`To run against a tenant of your own, set ${missing.join(' and ')} as well.`);
	}
	return true;
}

/** The tenant that the environment names; it is not asked for anything yet. */
export function createRealTenant(): DemoTenant {
	const { ISC_TENANT: tenant = '', ISC_DOMAIN: domain = 'identitynow.com' } = process.env;
	return {
		description: `Your tenant ${tenant} at ${domain}; it is only read from`,
		credential: {
			grantType: 'clientCredentials',
			clientId: process.env.ISC_CLIENT_ID,
			clientSecret: process.env.ISC_CLIENT_SECRET,
			tenant,
			domain,
		},
		adaptation: { apiUrl: `https://${tenant}.api.${domain}`, source: null },
	};
}

/** Starts a simulated tenant in this process. */
export async function startSimulatedTenant(): Promise<DemoTenant> {
	const simulator = await startSimulator({ counts: COUNTS });
	addRecords(simulator);
	const { url, options } = simulator;
	const { id, secret } = defaultClients.pat;
	return {
		description: `Simulated tenant "${options.tenantName}" on ${url}: ${COUNTS.identities} identities, ${COUNTS.accounts} accounts, ${options.counts.sources} sources`,
		credential: {
			grantType: 'clientCredentials',
			clientId: id,
			clientSecret: secret,
			domain: 'custom',
			apiBaseUrl: url,
		},
		adaptation: buildExampleOverrides(simulator),
		simulator,
	};
}
