// Holds the responses of the simulator against the official OpenAPI document:
// npm run test:contract:simulator -- <folder with the documents>
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { findOperationByRequest } from '../../../nodes/shared/catalogue/findOperation.ts';
import { listRoutes } from '../../../simulator/test/listRoutes.mts';
import { createResponseChecker } from './checkResponse.mts';
import exceptions from './exceptions.json' with { type: 'json' };
import { record } from './recorder.mts';
import { scenarios } from './scenarios.mts';

/** Known deviations: why the simulator deviates, and each problem that this causes. */
interface Exception {
	reason: string;
	problems: string[];
}

const [folder = ''] = process.argv.slice(2);
const file = join(folder, 'service-versioned.yaml');
if (!existsSync(file)) {
	console.error('Pass the folder with the OpenAPI documents');
	process.exit(2);
}

const failures: string[] = [];
const found = new Map<string, Set<string>>();
let checked = 0;

const check = await createResponseChecker(file);
for (const scenario of scenarios) {
	for (const response of await record(scenario)) {
		const { method, path, status } = response;
		if (status < 200 || status > 299) {
			failures.push(`${method} ${path} failed with ${status}: ${JSON.stringify(response.body)}`);
			continue;
		}
		const result = check(response);
		if (!result) continue;
		checked++;
		const problems = found.get(result.operationId) ?? new Set();
		for (const problem of result.problems) problems.add(problem);
		found.set(result.operationId, problems);
	}
}

for (const { method, url } of listRoutes()) {
	const path = url.replace(/:(\w+)/g, '{$1}');
	const operation = findOperationByRequest(String(method), path)?.operation;
	// Routes beyond the documents match another operation or none.
	const isDocumented = operation?.path.replace(/\{\w+\}/g, '{}') === path.replace(/\{\w+\}/g, '{}');
	if (isDocumented && !found.has(operation.id)) failures.push(`No scenario calls ${operation.id}`);
}

const known = new Set((exceptions as Exception[]).flatMap(({ problems }) => problems));
const seen = new Set([...found].flatMap(([id, all]) => [...all].map((one) => `${id}: ${one}`)));
for (const problem of seen) {
	if (!known.has(problem)) failures.push(problem);
}
for (const problem of known) {
	if (!seen.has(problem)) failures.push(`No longer an exception: ${problem}`);
}

for (const failure of failures) console.error(failure);
console.log(
	`${checked} responses of ${found.size} operations checked, ${known.size} known deviations, ${failures.length} failures`,
);
process.exit(failures.length > 0 ? 1 : 0);
