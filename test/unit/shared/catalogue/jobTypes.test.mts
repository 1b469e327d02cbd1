import { getOperationById } from '../../../../nodes/shared/catalogue/operations.ts';
import {
	JOB_TYPES,
	findJobTypeFor,
	type JobType,
} from '../../../../nodes/shared/catalogue/jobTypes.ts';

const jobTypes = Object.entries(JOB_TYPES);
const starters = jobTypes.flatMap(([jobType, { startedBy }]) =>
	Object.entries(startedBy).map(([id, starter]) => ({ jobType, id, starter })),
);
/** Returns how many parts the ID of a job has: the path parameters, and one that selects the record of a list. */
const countIdParts = ({ operation, filter, matchField }: JobType['poll']) =>
	getPathParameters(operation).length + ((filter ?? matchField) === undefined ? 0 : 1);
const getPathParameters = (id: string) =>
	getOperationById(id)!.parameters.filter((parameter) => parameter.in === 'path');

test.each(jobTypes)('%s names existing operations', (_key, { startedBy, poll, result }) => {
	for (const id of [...Object.keys(startedBy), poll.operation, result?.operation]) {
		if (id !== undefined) expect([id, getOperationById(id)?.id]).toEqual([id, id]);
	}
	expect(getOperationById(poll.operation)!.method).toBe('GET');
});

test.each(jobTypes)('the ID identifies the job of a %s', (_key, { poll, result }) => {
	const { filters } = getOperationById(poll.operation)!;
	if (poll.filter) expect(filters!.fields[poll.filter]!.operators).toContain('eq');
	expect(countIdParts(poll)).toBeGreaterThan(0);
	if (result) {
		const parts = result.id === undefined ? countIdParts(poll) : 1;
		expect(getPathParameters(result.operation)).toHaveLength(parts);
	}
});

test.each(jobTypes)('no state of a %s has two meanings', (_key, jobType) => {
	const { running, succeeded, failed, startedBy } = jobType;
	const states = [...running, ...succeeded, ...failed];
	expect(succeeded.length > 0 || jobType.stateWhenMissing !== undefined).toBe(true);
	// A state that ends one campaign job, such as staged, can be a running state of another.
	const hasOwnStates = Object.values(startedBy).some((starter) => starter.succeeded !== undefined);
	if (!hasOwnStates) expect(new Set(states).size).toBe(states.length);
});

test.each(starters)('$id has valid paths of its job ID', ({ jobType, id, starter }) => {
	const { poll } = JOB_TYPES[jobType]!;
	const names = getPathParameters(id).map(({ name }) => `path.${name}`);
	const fixed = starter.id.filter((path) => path.startsWith('path.'));
	for (const path of fixed) expect(names).toContain(path);
	expect(starter.id.every((path) => /^(path|response|body)\./.test(path))).toBe(true);
	const open = starter.id.length > fixed.length ? 1 : 0;
	expect(fixed.length + open).toBe(countIdParts(poll));
	expect(findJobTypeFor(id)).toEqual({ jobType, starter });
});

test('a synchronous operation starts no job', () => {
	expect(findJobTypeFor('listAccountsV1')).toBeUndefined();
});

test.each(jobTypes)('the paths of a %s are valid', (_key, jobType) => {
	for (const path of [...(jobType.messages ?? []), ...(jobType.clues ?? [])]) {
		expect(path).toMatch(/^[a-zA-Z]+(\[\]|\.[a-zA-Z]+)*(\.?\([a-zA-Z.|]+\))?$/);
	}
	if (jobType.problems) {
		for (const path of Object.values(jobType.problems)) expect(path).toMatch(/^\w+\.\*\.\w+$/);
	}
});

test('operations that return a task start one', () => {
	for (const id of ['startApplicationDiscoveryV1', 'startMachineIdentityAggregationV1']) {
		expect(findJobTypeFor(id)?.jobType).toBe('task');
	}
});
