// Moves the ISC calls of a workflow export to current paths: npm run migrate -- workflow.json [--write]
// Without --write it only reports. Exit code 0: nothing needs a person, 3: something does, 2: the file cannot be used.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { isChanged, migrate, needsPerson } from './migrate/migrate.mts';
import { report } from './migrate/report.mts';
import { BadFile, readWorkflowFile } from './migrate/workflow.mts';

const NEEDS_PERSON = 3;
const BAD_INPUT = 2;

function readArguments() {
	const { values, positionals } = parseArgs({
		options: { write: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const [name, ...others] = positionals;
	if (!name || others.length > 0) throw new BadFile('Name one workflow file.');
	return { name, isToWrite: values.write };
}

/** What Node says of files and of arguments is clear enough; anything else is a fault of ours. */
function isBadInput(error: unknown): boolean {
	const { code = '', syscall } = error as NodeJS.ErrnoException;
	return error instanceof BadFile || syscall !== undefined || code.startsWith('ERR_PARSE_ARGS');
}

function run(): number {
	const { name, isToWrite } = readArguments();
	const file = readWorkflowFile(readFileSync(name, 'utf8'));
	const findings = migrate(file.workflows);
	const isAnyChanged = findings.some(isChanged);
	if (isToWrite && isAnyChanged) writeFileSync(name, file.write());
	console.log(report(findings));
	if (isAnyChanged) console.log(isToWrite ? 'Written.' : 'Nothing was written: add --write.');
	return findings.some(needsPerson) ? NEEDS_PERSON : 0;
}

try {
	process.exitCode = run();
} catch (error) {
	if (!isBadInput(error)) throw error;
	console.error((error as Error).message);
	process.exitCode = BAD_INPUT;
}
