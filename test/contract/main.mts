// Runs every operation of the catalogue through the node against mocks of the official OpenAPI documents:
// npm run test:contract -- <folder with the documents> [--write <Markdown file>]
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { listOperations } from '../../nodes/shared/catalogue/operations.ts';
import type { LegacyApiVersion } from '../../nodes/shared/catalogue/legacyVersions.ts';
import { toLegacyPath } from '../../nodes/shared/catalogue/legacyVersions.ts';
import { rateLimiters } from '../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { checkRequest, checkRequired, storeFor } from './checkOperation.mts';
import type { Finding } from './checkOperation.mts';
import exceptions from './exceptions.json' with { type: 'json' };
import { startGateway } from './mockGateway.mts';
import { startPrism } from './prism.mts';
import { report } from './report.mts';
import type { Run } from './report.mts';

const LEGACY: LegacyApiVersion[] = ['v2026', 'v2025', 'v2024', 'v3', 'beta'];

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { write: { type: 'string' } },
});
const [folder = ''] = positionals;
if (!existsSync(join(folder, 'service-versioned.yaml'))) {
	console.error('Name the folder with the OpenAPI documents: npm run test:contract -- <folder>');
	process.exit(2);
}

/** Checks all operations that a document has. */
async function runDocument(file: string, version?: LegacyApiVersion): Promise<Run> {
	const prism = await startPrism(join(folder, file));
	const gateway = await startGateway(prism.url, version ? `/${version}` : '');
	const store = storeFor(gateway);
	const findings: Finding[] = [];
	const required: Finding[] = [];
	try {
		for (const operation of listOperations()) {
			if (version && toLegacyPath(operation, version) === undefined) continue;
			// The rate limit of ISC is not that of a mock.
			rateLimiters.clear();
			findings.push(await checkRequest(gateway, store, operation, version));
			if (!version) required.push(await checkRequired(gateway, store, operation));
		}
	} finally {
		await gateway.close();
		await prism.close();
	}
	return { document: file, findings, required };
}

const runs = [await runDocument('service-versioned.yaml')];
for (const version of LEGACY) runs.push(await runDocument(`${version}.yaml`, version));

const { text, unexpected } = report(runs, exceptions);
console.log(text);
if (values.write) writeFileSync(values.write, text);
for (const line of unexpected) console.error(line);
process.exit(unexpected.length > 0 ? 1 : 0);
