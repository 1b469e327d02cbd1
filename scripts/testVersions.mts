// Runs the end-to-end tests of the main flows in several versions of n8n: `npm run test:versions`, or some of them:
// `npm run test:versions -- 1.123.81`. Each version that isn't pinned is installed in the cache folder, once.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { root } from '../demo/paths.mts';
import { getInstallation, testedVersions, VERSION_VARIABLE } from '../tools/n8n/installation.mts';

/** Files of test/e2e. The others repeat these flows, or test what is the same in all versions. */
const MAIN_FLOWS = [
	'agentTool',
	'clientCredentials',
	'credentialTest',
	'e2e/examples',
	'httpRequestNode',
	'itemErrors',
	'operations',
	'records',
	'restart',
	'signIn',
	'trigger',
	'writes',
];

const versions = process.argv.slice(2).length > 0 ? process.argv.slice(2) : testedVersions;
// Fails for a version that isn't there before any of them runs.
versions.forEach((version) => getInstallation(version));

const failed: string[] = [];
for (const version of versions) {
	const started = Date.now();
	console.log(`\n== n8n ${version}`);
	const code = await runTests(version);
	console.log(`n8n ${version}: ${Math.round((Date.now() - started) / 1000)} s`);
	if (code !== 0) failed.push(version);
}
console.log(
	failed.length === 0
		? `\nAll main flows work in n8n ${versions.join(', ')}.`
		: `\nTests failed in n8n ${failed.join(', ')}.`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

async function runTests(version: string): Promise<number> {
	const child = spawn(
		process.execPath,
		[
			join(root, 'node_modules', 'jest', 'bin', 'jest.js'),
			'--selectProjects',
			'e2e',
			'--',
			...MAIN_FLOWS,
		],
		{ cwd: root, stdio: 'inherit', env: { ...process.env, [VERSION_VARIABLE]: version } },
	);
	return await new Promise((done) => child.once('close', (code) => done(code ?? 1)));
}
