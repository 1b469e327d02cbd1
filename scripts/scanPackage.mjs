// The checks of n8n's review of community nodes, offline: the sources as they stand here, and the tarball
// as npm would publish it. (What cannot be checked before publishing is the provenance of the package.)
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	analyzePackage,
	SOURCE_FILE_PATTERNS,
} from '@n8n/scan-community-package/scanner/scanner.mjs';

const root = join(import.meta.dirname, '..');
const unpacked = mkdtempSync(join(tmpdir(), 'isc-scan-'));

/** Packs what npm would publish. */
function packInto(folder) {
	const [{ filename, size, unpackedSize, entryCount }] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
			cwd: root,
			encoding: 'utf8',
		}),
	);
	execFileSync('tar', ['-xzf', filename, '--strip-components=1'], { cwd: folder });
	const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
	console.log(`package: ${entryCount} files, ${kB(size)} packed, ${kB(unpackedSize)} unpacked`);
}

function show(leg, { passed, message, details }) {
	console.log(`scan of the ${leg}: ${passed ? 'passed' : message}`);
	if (details) console.log(details);
	return passed;
}

try {
	packInto(unpacked);
	const results = [
		show('sources', await analyzePackage(root, SOURCE_FILE_PATTERNS)),
		show('tarball', await analyzePackage(unpacked, ['**/*.js', 'package.json'])),
	];
	process.exitCode = results.every(Boolean) ? 0 : 1;
} finally {
	rmSync(unpacked, { recursive: true, force: true });
}
