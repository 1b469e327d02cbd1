import { getOperationById } from '../../../../nodes/shared/catalogue/operations.ts';
import {
	JOB_TYPES,
	findJobTypeFor,
	type JobType,
} from '../../../../nodes/shared/catalogue/jobTypes.ts';

const families = Object.entries(JOB_TYPES);
const starts = families.flatMap(([family, { startedBy: all }]) =>
	Object.entries(all).map(([id, start]) => ({ family, id, start })),
);
/** How many parts the ID of a job has: those in the path, and the one that a list is searched for. */
const partsOf = ({ operation, filter, matchField: find }: JobType['poll']) =>
	placeholders(operation).length + ((filter ?? find) === undefined ? 0 : 1);
const placeholders = (id: string) =>
	getOperationById(id)!.parameters.filter((parameter) => parameter.in === 'path');

test.each(families)(
	'%s names operations that there are',
	(_key, { startedBy: all, poll, result }) => {
		for (const id of [...Object.keys(all), poll.operation, result?.operation]) {
			if (id !== undefined) expect([id, getOperationById(id)?.id]).toEqual([id, id]);
		}
		expect(getOperationById(poll.operation)!.method).toBe('GET');
	},
);

test.each(families)('%s can be asked for by the ID alone', (_key, { poll, result }) => {
	const { filters } = getOperationById(poll.operation)!;
	if (poll.filter) expect(filters!.fields[poll.filter]!.operators).toContain('eq');
	expect(partsOf(poll)).toBeGreaterThan(0);
	if (result) {
		const parts = result.id === undefined ? partsOf(poll) : 1;
		expect(placeholders(result.operation)).toHaveLength(parts);
	}
});

test.each(families)('%s has no state that means two things', (_key, family) => {
	const { running, succeeded, failed, startedBy: all } = family;
	const states = [...running, ...succeeded, ...failed];
	expect(succeeded.length > 0 || family.stateWhenMissing !== undefined).toBe(true);
	// A campaign is staged before it is active: what ends one job is on the way of another.
	const others = Object.values(all).some((start) => start.succeeded !== undefined);
	if (!others) expect(new Set(states).size).toBe(states.length);
});

test.each(starts)('$id says where the ID of its job stands', ({ family, id, start }) => {
	const { poll } = JOB_TYPES[family]!;
	const names = placeholders(id).map(({ name }) => `path.${name}`);
	const fixed = start.id.filter((place) => place.startsWith('path.'));
	for (const place of fixed) expect(names).toContain(place);
	expect(start.id.every((place) => /^(path|response|body)\./.test(place))).toBe(true);
	const open = start.id.length > fixed.length ? 1 : 0;
	expect(fixed.length + open).toBe(partsOf(poll));
	expect(findJobTypeFor(id)).toEqual({ jobType: family, start });
});

test('an operation that is done with its answer starts none', () => {
	expect(findJobTypeFor('listAccountsV1')).toBeUndefined();
});

test.each(families)('%s has paths that can be read', (_key, family) => {
	for (const path of [...(family.messages ?? []), ...(family.clues ?? [])]) {
		expect(path).toMatch(/^[a-zA-Z]+(\[\]|\.[a-zA-Z]+)*(\.?\([a-zA-Z.|]+\))?$/);
	}
	if (family.problems) {
		for (const path of Object.values(family.problems)) expect(path).toMatch(/^\w+\.\*\.\w+$/);
	}
});

test('operations that answer with a task start one', () => {
	for (const id of ['startApplicationDiscoveryV1', 'startMachineIdentityAggregationV1']) {
		expect(findJobTypeFor(id)?.jobType).toBe('task');
	}
});
