/* The commands of docs/install.md. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { root } from '../../demo/paths.mts';
import { createInstance } from '../../tools/n8n/n8nInstance.mts';
import { openEditor } from '../../tools/n8n/n8nRestClient.mts';
import { sharedInstance } from './support/sharedInstance.mts';

jest.setTimeout(600_000);

test('n8n loads the nodes of a tarball that is installed as the docs say', async () => {
	const page = await readFile(join(root, 'docs', 'install.md'), 'utf8');
	const [command = ''] = /npm install .*\.tgz$/m.exec(page) ?? [];
	expect(command).toContain('/path/to/');
	const userFolder = await mkdtemp(join(tmpdir(), 'isc-tarball-'));
	const nodes = join(userFolder, '.n8n', 'nodes');
	await mkdir(nodes, { recursive: true });
	const [npm = '', ...options] = command.split(' ').slice(0, -1);
	// Offline: n8n provides everything that the package needs.
	const { tarball } = sharedInstance();
	await promisify(execFile)(npm, [...options, '--offline', tarball], { cwd: nodes });

	const n8n = await createInstance({ userFolder });
	try {
		await n8n.start();
		const { session } = await openEditor(n8n.url);
		const types = await session.request<Array<{ name: string }>>('POST', '/node-types', {
			nodeInfos: [{ name: 'n8n-nodes-sailpoint-isc.isc', version: 1 }],
		});
		expect(types).toMatchObject([{ displayName: 'SailPoint ISC' }]);
	} finally {
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
	}
});
