// Installs what package-lock.json asks for, and returns at once when that is already there.
// Plain JavaScript without dependencies: it runs on a fresh clone, on any Node from 20 on.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { npm } from './npm.mjs';

const STAMP = '.installed-lock-hash';
const PROGRESS_MS = 15_000;
/** Marks of packages that npm leaves out on some machines. */
const NOT_ALWAYS = ['optional', 'devOptional', 'peer', 'extraneous'];

/**
 * @typedef {object} Install
 * @property {string} directory where package-lock.json is
 * @property {string} what name of what is installed, for messages
 * @property {string[][]} commands npm's arguments, one list a command
 * @property {(line: string) => void} [log] where progress goes
 * @property {AbortSignal} [signal] ends it early
 */

/**
 * Brings node_modules in line with the lock file. Resolves to whether anything had to be done.
 * An install that was interrupted leaves no stamp, so the next call does it again.
 *
 * @param {Install} install
 */
export async function installLocked({ directory, what, commands, log = console.log, signal }) {
	const stamp = join(directory, 'node_modules', STAMP);
	const lockHash = createHash('sha256')
		.update(read(join(directory, 'package-lock.json')))
		.digest('hex');
	if (read(stamp) === lockHash) return false;

	const started = Date.now();
	const steps = isComplete(directory) ? commands.slice(1) : commands;
	if (steps.length > 0) log(`Installing ${what}, which takes some minutes …`);
	for (const step of steps) await runNpm(step, { directory, log, signal });
	writeFileSync(stamp, lockHash);
	if (steps.length > 0) log(`Installed ${what} in ${seconds(started)}.`);
	return steps.length > 0;
}

/** Whether npm itself noted, at the end of an install by hand, the very packages of the lock file. */
function isComplete(directory) {
	const wanted = packages(join(directory, 'package-lock.json'));
	const present = packages(join(directory, 'node_modules', '.package-lock.json'));
	const needed = Object.entries(wanted).filter(
		([path, entry]) => path !== '' && !NOT_ALWAYS.some((kind) => entry[kind]),
	);
	return (
		needed.length > 0 && needed.every(([path, { version }]) => present[path]?.version === version)
	);
}

function packages(lockFile) {
	const text = read(lockFile);
	return text === '' ? {} : (JSON.parse(text).packages ?? {});
}

function read(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

/** Runs npm, and says from time to time that it is still at work. */
async function runNpm(args, { directory, log, signal }) {
	const started = Date.now();
	const progress = setInterval(() => log(`  still installing: ${seconds(started)}`), PROGRESS_MS);
	try {
		await npm([...args, '--no-audit', '--no-fund', '--no-progress'], { cwd: directory, signal });
	} catch (error) {
		signal?.throwIfAborted();
		throw new Error(
			`${error.message}\nCheck the network, the proxy and the free disk space, then run the command again.`,
		);
	} finally {
		clearInterval(progress);
	}
}

function seconds(since) {
	return `${Math.round((Date.now() - since) / 1000)} s`;
}

/** The root of the repository. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Installs the development dependencies of the repository itself. */
export const installRoot = (log = console.log) =>
	installLocked({ directory: root, what: 'the development tools', commands: [['ci']], log });

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
	installRoot().catch((error) => {
		console.error(error.message);
		process.exitCode = 1;
	});
}
