// Checks that a running n8n has loaded the nodes of this package: `node scripts/checkNodes.mts http://localhost:5678`.
// n8n must be fresh, or have the owner that the demo sets up.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { root } from '../demo/paths.mts';
import { signIn } from '../tools/n8n/n8nSession.mts';

type Manifest = { name: string; n8n: { nodes: string[] } };

const [url = 'http://localhost:5678'] = process.argv.slice(2);
const { name, n8n } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

const session = await signIn(url);
const response = await session.open(`${url}/types/nodes.json`);
const loaded = new Set(
	((await response.json()) as Array<{ name: string }>).map((node) => node.name.toLowerCase()),
);
const missing = n8n.nodes
	.map((file) => /([^/]+)\.node\.js$/.exec(file)?.[1] ?? file)
	.filter((node) => !loaded.has(`${name}.${node}`.toLowerCase()));
if (missing.length > 0) {
	console.error(`n8n at ${url} hasn't loaded ${missing.join(', ')} of ${name}.`);
	process.exitCode = 1;
} else {
	console.log(`n8n at ${url} has loaded all ${n8n.nodes.length} nodes of ${name}.`);
}
