// Adds the variants of packages for all platforms to the lock files, also those that the registry used to write
// the lock file doesn't have. Without them, `npm ci` rejects the lock file, and other platforms lack their variants.
// Run it after each change of a lock file: node scripts/addMissingPlatforms.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const PLATFORM =
	/(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)(?:-(arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64))?/;
const EXACT_VERSION = /^\d+\.\d+\.\d+/;

for (const file of ['package-lock.json', 'tools/n8n/package-lock.json']) {
	const path = join(root, file);
	const lock = JSON.parse(readFileSync(path, 'utf8'));
	const missing = findMissing(lock.packages);
	if (Object.keys(missing).length === 0) continue;
	const all = { ...lock.packages, ...missing };
	lock.packages = Object.fromEntries(
		Object.keys(all)
			.sort()
			.map((key) => [key, all[key]]),
	);
	writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
	console.log(`${file}: added ${Object.keys(missing).join(', ')}`);
}

function findMissing(packages) {
	const missing = {};
	for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
		for (const [name, version] of Object.entries(optionalDependencies)) {
			const [, os, cpu] = PLATFORM.exec(name) ?? [];
			if (!os || !EXACT_VERSION.test(version) || isFound(packages, path, name)) continue;
			missing[`node_modules/${name}`] = {
				version,
				...(cpu ? { cpu: [cpu] } : {}),
				dev: packages[path].dev,
				optional: true,
				os: [os],
			};
		}
	}
	return missing;
}

/** Looks a package up from where it is needed, as Node would. */
function isFound(packages, from, name) {
	for (
		let folder = from;
		;
		folder = folder.slice(0, folder.lastIndexOf('node_modules/')).replace(/\/$/, '')
	) {
		if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
		if (folder === '') return false;
	}
}
