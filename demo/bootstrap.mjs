// Start of `npm run demo`: plain JavaScript, so that it runs on a fresh clone on any Node from 20 on.
// It installs the development tools, then goes on in main.mts under the Node that they bring.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { installRoot, root } from '../scripts/ensureInstalled.mjs';

const HELP = `
Runs the example workflows of this package in a real n8n, against a simulated ISC tenant.

  npm run demo                  run the main example without a browser, and show what happened
  npm run demo -- --editor      … and keep n8n and the tenant running, to look around in the editor
  npm run demo -- --queue       … in n8n's queue mode (needs PostgreSQL and Redis)
  npm run demo -- --help        this text

Against a tenant of your own (it is only read from), set these environment variables:

  ISC_TENANT                    name of the tenant, such as acme
  ISC_CLIENT_ID                 of a personal access token
  ISC_CLIENT_SECRET
  ISC_DOMAIN                    identitynow.com (when left out), identitynow-demo.com
                                or saas.sailpointfedramp.com

n8n is kept in tools/n8n/node_modules, its data in the folder that the demo names; delete these to
start afresh.
`;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const INTERRUPTED = 130;

function readArguments() {
	try {
		return parseArgs({
			options: {
				editor: { type: 'boolean' },
				queue: { type: 'boolean' },
				help: { type: 'boolean' },
			},
		}).values;
	} catch (error) {
		console.error(`${error.message}\n${HELP}`);
		return process.exit(1);
	}
}

function runMain() {
	const node = join(
		root,
		'node_modules',
		'node',
		'bin',
		process.platform === 'win32' ? 'node.exe' : 'node',
	);
	const child = spawn(node, [join(root, 'demo', 'main.mts'), ...process.argv.slice(2)], {
		stdio: 'inherit',
	});
	// The child ends n8n in order and then itself; this process stays until then.
	for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
	child.on('error', (error) => fail(error));
	child.on('exit', (code) => process.exit(code ?? INTERRUPTED));
}

function fail(error) {
	console.error(`\n${error.message}`);
	process.exit(1);
}

if (readArguments().help) {
	console.log(HELP);
} else {
	try {
		await installRoot();
	} catch (error) {
		fail(error);
	}
	runMain();
}
