/* Validates each data file that people edit by hand against its schema in `schemas/`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import Ajv from 'ajv';

import { LEGACY_API_VERSIONS } from '../../../nodes/shared/catalogue/legacyVersions.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const read = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as object;

const FILES = {
	jobTypes: 'nodes/shared/catalogue/jobTypes.json',
	bulkResponse: 'nodes/shared/catalogue/bulkResponse.json',
	corrections: 'scripts/catalogue/corrections.json',
	legacyCorrections: 'scripts/catalogue/legacyCorrections.json',
	refusedExamples: 'scripts/catalogue/refusedExamples.json',
};
type SchemaName = keyof typeof FILES;

const readSchema = (name: string) => read(`schemas/${name}.schema.json`);

/** Returns the errors of a data file, each with its path. */
function validate(name: string, data: unknown): string[] {
	const ajv = new Ajv({ allErrors: true });
	const isValid = ajv.validate(readSchema(name), data);
	return isValid ? [] : (ajv.errors ?? []).map((error) => `${error.dataPath} ${error.message}`);
}

test.each(Object.entries(FILES))('%s.schema.json accepts %s', (name, path) => {
	expect(validate(name, read(path))).toEqual([]);
});

/** Returns the schemas of all named keys in a schema. */
function collectProperties(schema: unknown): Array<[string, Record<string, unknown>]> {
	if (typeof schema !== 'object' || schema === null) return [];
	const { properties } = schema as { properties?: Record<string, Record<string, unknown>> };
	return [
		...Object.entries(properties ?? {}),
		...Object.values(schema).flatMap((inner) => collectProperties(inner)),
	];
}

test.each(Object.keys(FILES))('%s.schema.json describes itself and its keys', (name) => {
	const schema = readSchema(name);
	expect(schema).toMatchObject({ description: expect.stringMatching(/\.$/) as string });
	for (const [key, property] of collectProperties(schema)) {
		if (['errors', 'warnings'].includes(key)) continue;
		expect([key, property.description]).toEqual([key, expect.stringMatching(/^[A-Z].*\.$/)]);
	}
});

test('the schema of legacy corrections lists the legacy versions', () => {
	const [version] = collectProperties(readSchema('legacyCorrections')).filter(
		([key]) => key === 'version',
	);
	expect(version?.[1].enum).toEqual([...LEGACY_API_VERSIONS]);
});

const TASK = {
	name: 'Task',
	startedBy: { createAccountV1: { id: ['response.id'] } },
	poll: { operation: 'getTaskStatusV1' },
	state: 'completionStatus',
	running: [],
	succeeded: ['SUCCESS'],
	failed: ['ERROR'],
};
const CORRECTION = { reason: 'It is wrong.', operations: ['getThingV1'], at: 'tags', becomes: [] };
const LEGACY = { reason: 'It is wrong.', version: 'v3', path: '/things', serviceVersion: 'v2' };
const BULK = { results: {}, failures: {}, undone: {}, undoneAnywhere: ['errors'] };

test.each<[SchemaName, unknown]>([
	['jobTypes', { task: TASK }],
	['bulkResponse', BULK],
	['corrections', [CORRECTION]],
	['legacyCorrections', [LEGACY]],
	['refusedExamples', { getThingV1: 'It is wrong.' }],
])('%s.schema.json accepts a correct entry', (name, data) => {
	expect(validate(name, data)).toEqual([]);
});

test.each<[SchemaName, string, unknown]>([
	['jobTypes', 'an unknown key', { task: { ...TASK, starts: {} } }],
	['jobTypes', 'no states', { task: { ...TASK, failed: undefined } }],
	['jobTypes', 'an ID path elsewhere', { task: { ...TASK, startedBy: { aV1: { id: ['id'] } } } }],
	[
		'jobTypes',
		'two ways to find its record',
		{ task: { ...TASK, poll: { operation: 'aV1', filter: 'id', matchField: 'id' } } },
	],
	['bulkResponse', 'a field that is no name', { ...BULK, failures: { aV1: '$.errors[*]' } }],
	['bulkResponse', 'no general fields', { ...BULK, undoneAnywhere: [] }],
	['corrections', 'no reason', [{ ...CORRECTION, reason: '' }]],
	['corrections', 'no change', [{ ...CORRECTION, becomes: undefined }]],
	['corrections', 'an unknown key', [{ ...CORRECTION, path: 'tags' }]],
	['legacyCorrections', 'an unknown version', [{ ...LEGACY, version: 'v1' }]],
	['legacyCorrections', 'no correction', [{ ...LEGACY, serviceVersion: undefined }]],
	['refusedExamples', 'a reason that is no sentence', { getThingV1: 'wrong' }],
])('%s.schema.json rejects an entry with %s', (name, _what, data) => {
	// Files have no undefined values.
	expect(validate(name, JSON.parse(JSON.stringify(data)))).not.toEqual([]);
});
