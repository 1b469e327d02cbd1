// Migrates the ISC requests of an exported workflow to current paths: npm run migrate -- workflow.json [--write]
// Without --write, it only prints a report. Exit codes: 0 nothing to do by hand, 3 something to do by hand, 2 invalid
// arguments or file, 1 internal error.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { isChanged, migrate, needsPerson } from './migrate/migrate.mts';
import { formatReport } from './migrate/formatReport.mts';
import { InputFileError, readWorkflowFile } from './migrate/workflow.mts';

const ACTION_REQUIRED = 3;
const INPUT_ERROR = 2;
const INTERNAL_ERROR = 1;

function readArguments() {
	const { values, positionals } = parseArgs({
		options: { write: { type: 'boolean', default: false } },
		allowPositionals: true,
	});
	const [name, ...others] = positionals;
	if (!name || others.length > 0) throw new InputFileError('Enter the path of one workflow file.');
	return { name, isToWrite: values.write };
}

const isBadArgument = (error: unknown): boolean =>
	String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');

/** Runs a file operation. Node's own error messages are clear enough. */
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
	if (isAnyChanged)
		console.log(isToWrite ? 'Written.' : 'Nothing was written. Add --write to save the changes.');
	return findings.some(needsPerson) ? ACTION_REQUIRED : 0;
}

try {
	process.exitCode = run();
} catch (error) {
	const isInputError = error instanceof InputFileError || isBadArgument(error);
	console.error(isInputError ? (error as Error).message : error);
	process.exitCode = isInputError ? INPUT_ERROR : INTERNAL_ERROR;
}
