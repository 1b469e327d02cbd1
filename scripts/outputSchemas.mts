// Writes the schemas that n8n's editor reads into the built package; a step of the build.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { buildOutputSchemas } from './outputSchemas/buildOutputSchemas.mts';

const target = join(import.meta.dirname, '..', 'dist', 'nodes');
for (const [name, schema] of buildOutputSchemas()) {
	const file = join(target, name);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, JSON.stringify(schema));
}
