import type { IDataObject } from 'n8n-workflow';

import { clock } from '../../nodes/Isc/jobs/jobClock.ts';
import { getFailure } from './fixture.mts';
import { useScript } from './scripted.mts';

const { answer, run, sent } = useScript();
beforeEach(() => {
	// The shortest of the random waits between tries.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());

const CHECK_ONCE = { maxWait: 0, ifNotFinished: 'status' };

const waitFor = (jobType: string, jobId: string, options: IDataObject = CHECK_ONCE) => ({
	resource: 'job',
	operation: 'waitForJob',
	jobType,
	jobId,
	options: { pollInterval: 1, ...options },
});
const start = (name: string, body: IDataObject, options: IDataObject = CHECK_ONCE) => ({
	resource: 'apiOperation',
	apiOperation: { __rl: true, mode: 'list', value: name },
	completion: 'wait',
	specifyValues: 'json',
	jsonBody: JSON.stringify(body),
	options: { pollInterval: 1, ...options },
});
const disable = () => ({
	...start('POST /accounts/v1/{id}/disable', {}),
	pathParameter1: { __rl: true, mode: 'id', value: 'a' },
});

/** Answers each status check of a task with the next state; the last one stays. */
function task(...states: Array<string | null>) {
	let checks = 0;
	answer(({ method }) =>
		method === 'POST'
			? { status: 202, body: { id: 't' } }
			: { body: { id: 't', completionStatus: states[Math.min(checks++, states.length - 1)] } },
	);
}
const countSent = (method: string) => sent.filter((one) => one.method === method).length;

describe('a job that is still running', () => {
	test('is checked once with Max Wait 0, and its status is the item', async () => {
		task(null);
		const { items } = await run(waitFor('task', 't'));
		expect(items.map(({ json }) => json)).toEqual([
			{
				finished: false,
				jobType: 'task',
				jobId: 't',
				state: '',
				message: "Task 't' is still running",
			},
		]);
		expect(items[0]!.pairedItem).toEqual({ item: 0 });
		expect(sent).toHaveLength(1);
	});

	test('is waited for until Max Wait first', async () => {
		let time = 0;
		jest.spyOn(clock, 'now').mockImplementation(() => (time += 25_000));
		answer(() => ({ body: [{ accessRequestId: 'r', state: 'EXECUTING' }] }));
		const { items } = await run(
			waitFor('accessRequest', 'r', { maxWait: 1, ifNotFinished: 'status' }),
		);
		expect(items[0]!.json).toMatchObject({
			finished: false,
			state: 'EXECUTING',
			message: expect.stringMatching(/is still running after 75 s \(EXECUTING\)$/),
		});
		expect(sent).toHaveLength(3);
	});

	test('is started once, and its item has the parameters to wait for it', async () => {
		task(null, null, 'SUCCESS');
		const seen: IDataObject[] = [];
		let { items } = await run(disable());
		while (items[0]!.json.finished === false) {
			seen.push(items[0]!.json);
			const { jobType, jobId } = items[0]!.json;
			({ items } = await run(waitFor(String(jobType), String(jobId))));
		}
		expect(seen).toHaveLength(2);
		expect(items.map(({ json }) => json)).toEqual([
			{ id: 't', completionStatus: 'SUCCESS', finished: true },
		]);
		expect([countSent('POST'), countSent('GET')]).toEqual([1, 3]);
	});

	test('is an error without the option', async () => {
		task(null);
		const error = await getFailure(run(waitFor('task', 't', { maxWait: 0 })));
		expect(error.message).toBe("Task 't' is still running");
		expect(sent).toHaveLength(1);
	});

	test('has its item with any Fields and Output', async () => {
		for (const options of [{ fields: 'launcher' }, { output: 'csv' }]) {
			task(null);
			const { items, hints } = await run(waitFor('task', 't', { ...CHECK_ONCE, ...options }));
			expect(items).toMatchObject([{ json: { finished: false, jobId: 't' } }]);
			expect(items[0]!.binary).toBeUndefined();
			expect(hints).toEqual([]);
		}
	});

	test('is one of several of a request, with those that succeeded and failed', async () => {
		answer(({ method, path }) => {
			if (method === 'POST') return { status: 202, body: {} };
			const id = path.split('/').at(-1)!;
			const looks = sent.filter((one) => one.path === path).length;
			// A deleted campaign is one that disappears.
			if (id === 'b' && looks > 1) return { status: 404, body: {} };
			return { body: { id, status: id === 'c' && looks > 1 ? 'ERROR' : 'ACTIVE' } };
		});
		let time = 0;
		jest.spyOn(clock, 'now').mockImplementation(() => (time += 5_000));
		const { items } = await run(
			start(
				'POST /campaigns/v1/delete',
				{ ids: ['a', 'b', 'c'] },
				{ maxWait: 1, ifNotFinished: 'status' },
			),
			{ continueOnFail: true },
		);
		expect(items.map(({ json }) => [json.finished, json.jobId ?? json.id ?? json.error])).toEqual([
			[false, 'a'],
			[true, 'b'],
			[undefined, expect.stringContaining("'c' ended as ERROR")],
		]);
	});

	test('is not confirmed during an outage, and its last response is the message', async () => {
		answer(() => ({ status: 503, body: {} }));
		const { items } = await run(waitFor('task', 't'));
		expect(items[0]!.json).toMatchObject({
			finished: false,
			jobId: 't',
			state: '',
			message: expect.stringMatching(/^The status of Task 't' can't be checked.*503/),
		});
	}, 60_000);
});

describe('other jobs return the same as without the option', () => {
	test('a failed job returns an error', async () => {
		task('ERROR');
		expect((await getFailure(run(waitFor('task', 't')))).message).toMatch(/ended as ERROR/);
		const { items } = await run(disable(), { continueOnFail: true });
		expect(items.map(({ json }) => json)).toEqual([
			{ error: "Task 't' ended as ERROR", details: expect.anything() },
		]);
	});

	test('an unknown job returns an error, after a minute even with Max Wait 0', async () => {
		let time = 0;
		jest.spyOn(clock, 'now').mockImplementation(() => (time += 25_000));
		answer(() => ({ status: 404, body: {} }));
		expect((await getFailure(run(waitFor('task', 't')))).message).toBe("ISC doesn't know Task 't'");
		expect(sent).toHaveLength(3);
	});

	test('a job that ISC shows a little later is found with Max Wait 0', async () => {
		answer(({ method }) => {
			if (method === 'POST') return { status: 202, body: { id: 't' } };
			return countSent('GET') > 1 ? { body: { id: 't' } } : { status: 404, body: {} };
		});
		const { items } = await run(disable());
		expect(items[0]!.json).toMatchObject({ finished: false, jobId: 't' });
	});

	test.each([
		[{ output: 'csv' }, { records: 1, finished: true }],
		[{ fields: 'id' }, { id: 't', finished: true }],
	])('a finished job returns its result, marked as finished: %j', async (options, expected) => {
		task('SUCCESS');
		const { items } = await run(waitFor('task', 't', { ...CHECK_ONCE, ...options }));
		expect(items).toMatchObject([{ json: expected }]);
	});

	test('a finished job is not marked without the option', async () => {
		task('SUCCESS');
		const { items } = await run(waitFor('task', 't', {}));
		expect(items[0]!.json).toEqual({ id: 't', completionStatus: 'SUCCESS' });
	});

	test.each([true, false])('a report is downloaded if it is finished: %p', async (isFinished) => {
		answer(({ path }) =>
			path.endsWith('/result')
				? { body: { status: isFinished ? 'SUCCESS' : 'PENDING', id: 'r' } }
				: { body: 'text' },
		);
		const { items } = await run(waitFor('report', 'r'));
		expect(items).toMatchObject([{ json: { finished: isFinished } }]);
		expect(items[0]!.binary?.data !== undefined).toBe(isFinished);
	});
});
