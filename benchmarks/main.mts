// Measures the nodes against n8n's HTTP Request node and SailPoint's SDK, in the same run, and prints
// the tables of README.md. Names of measurements as arguments run these alone.
import { CleanupStack } from '../demo/cleanupStack.mts';
import { ensureN8n } from '../tools/n8n/install.mts';
import { getMissingPrograms } from '../tools/n8n/queue/programs.mts';
import { markdown } from './markdown.mts';
import type { Measurement } from './measurement.mts';
import { editor } from './suites/editor.mts';
import { editorSteps } from './suites/editorSteps.mts';
import { files } from './suites/files.mts';
import { items } from './suites/items.mts';
import { lists } from './suites/lists.mts';
import { queue } from './suites/queue.mts';
import { search } from './suites/search.mts';
import { sharing } from './suites/sharing.mts';
import { tokens } from './suites/tokens.mts';
import { startN8n } from './n8n.mts';

const MEASUREMENTS: Measurement[] = [
	...[lists, items, files, ...search, sharing, tokens, editorSteps, editor],
	...queue,
];

const names = process.argv.slice(2);
/** Whether a name is that of a measurement, or of its group, such as `queue` for `queue:burst`. */
const isNamed = (measurement: Measurement, name: string) =>
	measurement.name === name || measurement.name.startsWith(`${name}:`);
const unknown = names.filter((name) => !MEASUREMENTS.some((one) => isNamed(one, name)));
if (unknown.length > 0) {
	const known = new Set(MEASUREMENTS.map(({ name }) => name));
	console.error(
		`Unknown measurement: ${unknown.join(', ')}. Choose from ${[...known].join(', ')}.`,
	);
	process.exit(2);
}

const cleanup = new CleanupStack();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
	process.once(signal, () => void cleanup.run().then(() => process.exit(130)));
}
const say = (line: string) => console.error(line);

try {
	await ensureN8n(say);
	const chosen = MEASUREMENTS.filter(
		(one) => names.length === 0 || names.some((name) => isNamed(one, name)),
	);
	const missing = getMissingPrograms();
	const n8n = chosen.every(({ isQueueMode }) => isQueueMode) ? undefined : await startN8n();
	cleanup.add(() => n8n?.stop());
	for (const measurement of chosen) {
		say(`\n${measurement.title}`);
		if (measurement.isQueueMode && missing.length > 0) {
			say(`  SKIPPED: this machine has no ${missing.join(', ')}`);
			continue;
		}
		try {
			const rows = await measurement.run({ n8n: n8n!, say: (line) => say(`  ${line}`) });
			console.log(markdown(measurement, rows));
		} catch (error) {
			// The other measurements don't depend on this one.
			say(`  FAILED: ${(error as Error).stack}`);
			process.exitCode = 1;
		}
	}
} finally {
	await cleanup.run();
}
