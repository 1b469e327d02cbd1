// Moves the ISC calls of a workflow export to current paths: npm run migrate -- workflow.json [--write]
// Without --write it only reports. Exit code 0: nothing needs a person, 3: something does,
// 2: the arguments or the file can't be used, 1: a fault of this program.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { isChanged, migrate, needsPerson } from './migrate/migrate.mts';
import { formatReport } from './migrate/formatReport.mts';
import { InputFileError, readWorkflowFile } from './migrate/workflow.mts';

const NEEDS_PERSON = 3;
const BAD_INPUT = 2;
const FAULT = 1;

function readArguments() {
	const { values, positionals } = parseArgs({
		options: { write: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const [name, ...others] = positionals;
	if (!name || others.length > 0) throw new InputFileError('Name one workflow file.');
	return { name, isToWrite: values.write };
}

const isBadArgument = (error: unknown): boolean =>
	String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');

/** What Node says of the file is clear enough. */
function withFile<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw new InputFileError((error as Error).message);
	}
}

function run(): number {
	const { name, isToWrite } = readArguments();
	const file = readWorkflowFile(withFile(() => readFileSync(name, 'utf8')));
	const findings = migrate(file.workflows);
	const isAnyChanged = findings.some(isChanged);
	if (isToWrite && isAnyChanged) {
		const text = file.write();
		withFile(() => writeFileSync(name, text));
	}
	console.log(formatReport(findings));
	if (isAnyChanged) console.log(isToWrite ? 'Written.' : 'Nothing was written: add --write.');
	return findings.some(needsPerson) ? NEEDS_PERSON : 0;
}

try {
	process.exitCode = run();
} catch (error) {
	const isBadInput = error instanceof InputFileError || isBadArgument(error);
	console.error(isBadInput ? (error as Error).message : error);
	process.exitCode = isBadInput ? BAD_INPUT : FAULT;
}
