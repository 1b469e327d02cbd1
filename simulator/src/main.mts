import { parseArgs } from 'node:util';
import { defaultClients, startSimulator } from './server.mts';
import { defaultCounts } from './options.mts';
import { parseCliOptions, cliOptions, buildHelpText } from './cli.mts';

function switches() {
	try {
		const { values } = parseArgs({ options: cliOptions });
		return values.help ? null : parseCliOptions(values);
	} catch (error) {
		console.error((error as Error).message);
		return process.exit(2);
	}
}

const options = switches();
if (!options) {
	console.log(buildHelpText());
	process.exit(0);
}

const simulator = await startSimulator(options);
const row = (name: string, text: string) => console.log(`  ${name.padEnd(12)} ${text}`);

console.log(`Simulator of the tenant "${simulator.options.tenantName}" on ${simulator.url}\n`);
for (const kind of Object.keys(defaultCounts) as (keyof typeof defaultCounts)[]) {
	if (['identities', 'accounts', 'sources', 'roles'].includes(kind)) {
		row(kind, String(simulator.options.counts[kind]));
	}
}
console.log('\nClients');
for (const [name, client] of Object.entries(defaultClients)) {
	console.log(
		`  ${name}: ${client.name} (${client.grants.join(', ')}; ${client.scopes.join(' ')})`,
	);
	console.log(`    id      ${client.id}`);
	console.log(`    secret  ${client.secret ?? 'none: PKCE'}`);
}
console.log(`
Try it
  curl -d grant_type=client_credentials -d client_id=${defaultClients.pat.id} \\
       -d client_secret=${defaultClients.pat.secret} ${simulator.url}/oauth/token
  curl -H "Authorization: Bearer TOKEN" "${simulator.url}/accounts/v1?limit=2"
  curl ${simulator.url}/_simulator/counters

In n8n: domain "custom", API base URL ${simulator.url}, authorization URL ${simulator.url}/oauth/authorize
Press Ctrl-C to stop.`);

let closing = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.on(signal, () => {
		if (closing) return;
		closing = true;
		void simulator.close();
	});
}
