import { operationById } from '../../../nodes/catalogue/catalogue.ts';
import { JOB_FAMILIES, jobStartedBy } from '../../../nodes/catalogue/jobs.ts';

const families = Object.entries(JOB_FAMILIES);
const starts = families.flatMap(([family, { starts: all }]) =>
	Object.entries(all).map(([id, start]) => ({ family, id, start })),
);
const placeholders = (id: string) =>
	operationById(id)!.parameters.filter((parameter) => parameter.in === 'path');

test.each(families)('%s names operations that there are', (_key, { starts: all, poll, result }) => {
	for (const id of [...Object.keys(all), poll.operation, result?.operation]) {
		if (id !== undefined) expect([id, operationById(id)?.id]).toEqual([id, id]);
	}
	expect(operationById(poll.operation)!.method).toBe('GET');
});

test.each(families)('%s can be asked for by the ID alone', (_key, { poll, result }) => {
	const { filters } = operationById(poll.operation)!;
	if (poll.filter) expect(filters!.fields[poll.filter]!.operators).toContain('eq');
	const parts = placeholders(poll.operation).length;
	expect(parts === 0).toBe(poll.filter !== undefined || poll.find !== undefined);
	if (result) expect(placeholders(result.operation)).toHaveLength(Math.max(1, parts));
});

test.each(families)('%s has no state that means two things', (_key, family) => {
	const { running, succeeded, failed, starts: all } = family;
	const states = [...running, ...succeeded, ...failed];
	expect(succeeded.length).toBeGreaterThan(0);
	// A campaign is staged before it is active: what ends one job is on the way of another.
	const others = Object.values(all).some((start) => start.succeeded !== undefined);
	if (!others) expect(new Set(states).size).toBe(states.length);
});

test.each(starts)('$id says where the ID of its job stands', ({ family, id, start }) => {
	const { poll } = JOB_FAMILIES[family]!;
	const names = placeholders(id).map(({ name }) => `path.${name}`);
	const fixed = start.id.filter((place) => place.startsWith('path.'));
	for (const place of fixed) expect(names).toContain(place);
	expect(start.id.every((place) => /^(path|answer)\./.test(place))).toBe(true);
	const open = start.id.length > fixed.length ? 1 : 0;
	expect(fixed.length + open).toBe(Math.max(1, placeholders(poll.operation).length));
	expect(jobStartedBy(id)).toEqual({ family, start });
});

test('an operation that is done with its answer starts none', () => {
	expect(jobStartedBy('listAccountsV1')).toBeUndefined();
});
