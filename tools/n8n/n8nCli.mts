import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { buildN8nEnvironment } from './environment.mts';
import type { InstanceOptions } from './n8nInstance.mts';
import { freePorts } from './ports.mts';
import { startN8n } from './n8nProcess.mts';
import type { Credential, RunData, Workflow } from './types.mts';

/** What one run of a workflow left behind. */
export type CommandRun = {
	/** The exit code of n8n. */
	exitCode: number;
	/** What n8n keeps of the execution, with `data.resultData.runData`. */
	execution: { data: { resultData: { runData: RunData; error?: { message: string } } } };
};

/** n8n's command line; each call is a process of its own (3 to 6 s). */
export type Commands = {
	/** Creates or replaces credentials by their id; `data` is plain, n8n encrypts it. */
	importCredentials(credentials: Credential[]): Promise<void>;
	/** Creates or replaces workflows by their id. */
	importWorkflows(workflows: Workflow[]): Promise<void>;
	/** Runs one workflow, also when it fails. */
	execute(id: string): Promise<CommandRun>;
	/** Runs several workflows in one process; resolves to n8n's own report. */
	executeBatch(ids: string[], more?: string[]): Promise<unknown>;
};

/** The commands of an n8n with the given user folder; its server may run meanwhile. */
export function createCommands(options: InstanceOptions): Commands {
	const run = async (args: string[]) => {
		const [port = 0, brokerPort = 0] = await freePorts(2);
		const process = startN8n(args, buildN8nEnvironment({ ...options, port, brokerPort }));
		return { exitCode: await process.ended, process };
	};
	const runOrFail = async (args: string[]) => {
		const { exitCode, process } = await run(args);
		if (exitCode !== 0) {
			throw new Error(`"n8n ${args[0]}" ended with code ${exitCode}.\n${process.tail()}`);
		}
	};
	const withFile = async <T,>(use: (file: string) => Promise<T>): Promise<T> => {
		const folder = await mkdtemp(join(options.userFolder, 'command-'));
		try {
			return await use(join(folder, 'data.json'));
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	};
	const importFile = (command: string, content: unknown) =>
		withFile(async (file) => {
			await writeFile(file, JSON.stringify(content), { mode: 0o600 });
			await runOrFail([command, `--input=${file}`]);
		});

	return {
		importCredentials: (credentials) => importFile('import:credentials', credentials),
		importWorkflows: (workflows) => importFile('import:workflow', workflows),
		execute: async (id) => {
			const { exitCode, process } = await run(['execute', `--id=${id}`, '--rawOutput']);
			const json = lastJsonObject(process.stdout());
			if (json === undefined) {
				throw new Error(`n8n printed no result of workflow ${id}.\n${process.tail()}`);
			}
			return { exitCode, execution: JSON.parse(json) as CommandRun['execution'] };
		},
		executeBatch: (ids, more = []) =>
			withFile(async (file) => {
				await runOrFail(['execute-batch', `--ids=${ids.join(',')}`, `--output=${file}`, ...more]);
				return JSON.parse(await readFile(file, 'utf8')) as unknown;
			}),
	};
}

/** n8n logs before and after the result, which is indented and therefore has braces at the line start. */
function lastJsonObject(output: string): string | undefined {
	const lines = output.split('\n');
	const end = lines.lastIndexOf('}');
	const start = lines.lastIndexOf('{', end);
	return start === -1 || end === -1 ? undefined : lines.slice(start, end + 1).join('\n');
}
