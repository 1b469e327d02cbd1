import { spawn } from 'node:child_process';
import { accessSync, chownSync, constants, readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const GRACE_MS = 5_000;
const TAIL_CHARACTERS = 2_000;
/** Debian keeps the programs of PostgreSQL here, and only some of them in the PATH. */
const POSTGRES_FOLDER = '/usr/lib/postgresql';

/** A program of this machine that runs beside n8n. */
export type Program = {
	/** Settles with the exit code. */
	ended: Promise<number>;
	/** The last lines that it wrote. */
	tail(): string;
	/** Asks it to end, and kills it when it doesn't. */
	stop(): Promise<void>;
};

/** Returns the names of the programs that queue mode needs and this machine lacks. */
export function getMissingPrograms(): string[] {
	return ['redis-server', 'postgres', 'initdb', 'createdb'].filter(
		(name) => findProgram(name) === undefined,
	);
}

function findProgram(name: string): string | undefined {
	const versions = listFolder(POSTGRES_FOLDER).sort((a, b) => Number(b) - Number(a));
	const folders = [
		...versions.map((version) => join(POSTGRES_FOLDER, version, 'bin')),
		...(process.env.PATH ?? '').split(delimiter),
	];
	return folders.map((folder) => join(folder, name)).find(isExecutable);
}

/**
 * Starts a program.
 * @param stopSignal asks it to end at once
 */
export function startProgram(
	name: string,
	args: string[],
	stopSignal: NodeJS.Signals = 'SIGTERM',
): Program {
	const child = spawn(findProgram(name) ?? name, args, {
		stdio: ['ignore', 'pipe', 'pipe'],
		...getUnprivilegedUser(),
	});
	let output = '';
	const append = (text: string) => (output = (output + text).slice(-TAIL_CHARACTERS));
	child.stdout.setEncoding('utf8').on('data', append);
	child.stderr.setEncoding('utf8').on('data', append);
	const ended = new Promise<number>((done) => {
		child.once('error', (error) => {
			append(error.message);
			done(1);
		});
		child.once('close', (code) => done(code ?? 1));
	});
	const kill = () => child.kill('SIGKILL');
	process.once('exit', kill);
	return {
		ended,
		tail: () => output,
		stop: async () => {
			const timer = setTimeout(kill, GRACE_MS);
			child.kill(stopSignal);
			await ended;
			clearTimeout(timer);
			process.off('exit', kill);
		},
	};
}

/** Runs a program to its end. */
export async function runProgram(name: string, args: string[]): Promise<void> {
	const program = startProgram(name, args);
	const code = await program.ended;
	await program.stop();
	if (code !== 0) throw new Error(`'${name}' ended with code ${code}.\n${program.tail()}`);
}

/** Hands a folder to the user that the programs run as. */
export function giveFolder(folder: string): void {
	const { uid, gid } = getUnprivilegedUser();
	if (uid !== undefined && gid !== undefined) chownSync(folder, uid, gid);
}

/** Returns the user of PostgreSQL where this process runs as root, which PostgreSQL refuses to run as. */
function getUnprivilegedUser(): { uid?: number; gid?: number } {
	if (process.getuid?.() !== 0) return {};
	const users = readFileSync('/etc/passwd', 'utf8').split('\n');
	const fields = users.find((line) => line.startsWith('postgres:'))?.split(':') ?? [];
	if (fields.length === 0)
		throw new Error("This machine has no user 'postgres' to run PostgreSQL.");
	return { uid: Number(fields[2]), gid: Number(fields[3]) };
}

function listFolder(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
