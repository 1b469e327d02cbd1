import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { request } from './workflows.mts';

const root = join(import.meta.dirname, '../../../..');
const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
let folder: string;

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), 'migrate-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(path: string, ...options: string[]) {
	const file = join(folder, 'workflow.json');
	writeFileSync(file, JSON.stringify({ nodes: [request(path)] }));
	const before = readFileSync(file, 'utf8');
	const { status, stdout } = spawnSync(
		process.execPath,
		[tsx, join(root, 'scripts/migrate.mts'), file, ...options],
		{ encoding: 'utf8' },
	);
	return { status, stdout, before, after: readFileSync(file, 'utf8') };
}

test('changes nothing without --write', () => {
	const { status, stdout, before, after } = run('/v3/accounts');
	expect(stdout).toContain('new  GET /accounts/v1');
	expect(stdout).toContain('Add --write');
	expect({ status, after }).toEqual({ status: 0, after: before });
});

test('exits with 3 if something must be done by hand', () => {
	const { status, before, after } = run('/latest/access-request-config', '--write');
	expect(status).toBe(3);
	expect(after).toBe(before.replace('/latest/access-request-config', '/access-request-config/v2'));
});

test.each([
	['no file', [], 'Enter the path of one workflow file.'],
	['two files', ['a', 'b'], 'Enter the path of one workflow file.'],
	['a missing file', ['no-such.json'], 'no-such.json'],
	['an unknown option', ['--wirte'], '--wirte'],
	['a file without a workflow', [join(root, 'package.json')], 'contains no workflow'],
])('reports invalid input: %s', (_what, given, message) => {
	const { status, stderr } = spawnSync(
		process.execPath,
		[tsx, join(root, 'scripts/migrate.mts'), ...given],
		{ encoding: 'utf8', cwd: folder },
	);
	expect(stderr).toContain(message);
	expect(stderr).not.toContain('    at ');
	expect(status).toBe(2);
});

test('exits with 1 after an internal error', () => {
	const file = join(folder, 'fault.json');
	writeFileSync(file, JSON.stringify({ nodes: [request('/v3/accounts')] }));
	const broken = join(folder, 'broken.mjs');
	writeFileSync(broken, "String.prototype.matchAll = () => { throw new Error('A fault'); };");
	const { status, stderr } = spawnSync(
		process.execPath,
		['--import', broken, tsx, join(root, 'scripts/migrate.mts'), file],
		{ encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: `--import ${broken}` } },
	);
	expect(stderr).toContain('A fault');
	expect(status).toBe(1);
});
