import { JOB_TYPES } from '../../../../nodes/shared/catalogue/jobTypes.ts';
import type { ApiResponse } from '../../../../nodes/shared/api/types.ts';
import { ApiError } from '../../../../nodes/shared/api/errors/errors.ts';
import { createJob, type Job } from '../../../../nodes/Isc/jobs/job.ts';
import { waitForJob } from '../../../../nodes/Isc/jobs/waitForJob.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const HOUR = 3_600_000;
const found = (body: unknown): ApiResponse => ({
	status: 200,
	statusMessage: '',
	headers: {},
	body,
});
const outage = () => new ApiError({ message: 'ISC returned 503', hint: '', status: 503 }, true);
const missing = () => new ApiError({ message: 'ISC returned 404', hint: '', status: 404 });

/** Waits for a job, to which the tenant answers as told. @returns seconds, looks, and how it ended */
async function follow(
	job: Job,
	reply: (seconds: number) => ApiResponse | Error,
	interval = 30_000,
) {
	const began = Date.now();
	const seconds = () => Math.round((Date.now() - began) / 1000);
	let looks = 0;
	const sendRequest = async () => {
		looks++;
		const answer = reply(seconds());
		if (answer instanceof Error) throw answer;
		return await Promise.resolve(answer);
	};
	const use = {
		sendRequest,
		signal: new AbortController().signal,
		summary: { addNotice: () => {} },
	};
	let ended: string | undefined;
	waitForJob(use as never, job, { timeoutMs: HOUR, intervalMs: interval }).then(
		(standings) => (ended = standings.map(({ state }) => state).join()),
		(error: Error) => (ended = error.message),
	);
	while (ended === undefined) await jest.advanceTimersByTimeAsync(500);
	return { seconds: seconds(), looks, ended };
}

const ids: Record<string, string> = {
	campaignReport: 'c/CAMPAIGN_STATUS_REPORT',
	roleMiningExport: 's/p/e',
};
const jobOf = (kind: string, isStartedHere: boolean): Job => ({
	...createJob(kind, ids[kind] ?? 'j'),
	isStartedHere,
});

describe.each(Object.keys(JOB_TYPES))('%s', (kind) => {
	const vanishes = JOB_TYPES[kind]!.stateWhenMissing !== undefined;

	test.each<[string, () => ApiResponse | Error]>([
		['404', missing],
		['an empty list', () => found([])],
	])('is given up after a minute of %s', async (_name, reply) => {
		const { seconds, ended } = await follow(jobOf(kind, false), reply);
		expect([seconds, ended]).toEqual([60, expect.stringMatching(/doesn't know/)]);
	});

	test('is given up after a minute where this run has started it, unless its end is to vanish', async () => {
		const { seconds, ended } = await follow(jobOf(kind, true), missing);
		if (vanishes) expect(seconds).toBeLessThan(20);
		else expect([seconds, ended]).toEqual([60, expect.stringMatching(/was accepted, but/)]);
	});
});

test.each([
	['campaignDeletion', (): unknown => ({ id: 'j', status: 'ACTIVE' }), 'DELETED'],
	['roleMetadataUpdate', (): unknown => [{ id: 'j', status: 'PRE_PROCESS' }], 'COMPLETED'],
])(
	'%s that was seen and vanishes has ended, even if it was started elsewhere',
	async (kind, record, state) => {
		const reply = (seconds: number) => (seconds < 100 ? found(record()) : missing());
		const { seconds, ended } = await follow(jobOf(kind, false), reply);
		expect(ended).toBe(state);
		expect(seconds).toBeGreaterThanOrEqual(100);
	},
);

test('a task that was seen and vanishes did not succeed', async () => {
	const reply = (seconds: number) => (seconds < 100 ? found({ id: 'j' }) : missing());
	const { ended } = await follow(jobOf('task', true), reply);
	expect(ended).toMatch(/its status is unknown/);
});

test('the last look is made when the time is over, at any interval', async () => {
	const { seconds, ended } = await follow(
		jobOf('task', true),
		() => found({ id: 'j' }),
		7 * 60_000,
	);
	expect([seconds, ended]).toEqual([3600, expect.stringMatching(/is still running after 60 min$/)]);
});

test('the longer the interval, the fewer the looks', async () => {
	const reply = (seconds: number) => found({ completionStatus: seconds < 60 ? null : 'SUCCESS' });
	const looks = async (interval: number) =>
		(await follow(jobOf('task', true), reply, interval)).looks;
	const often = await looks(1_000);
	const seldom = await looks(10_000);
	expect(often).toBeGreaterThan(60);
	expect(seldom).toBeLessThan(15);
	expect(await looks(60_000)).toBeLessThan(seldom);
});

describe('an outage while a job goes on', () => {
	const during =
		(from: number, to: number, rest: (seconds: number) => ApiResponse | Error) =>
		(seconds: number) => (seconds >= from && seconds < to ? outage() : rest(seconds));
	const task = (end: number) => (seconds: number) =>
		found({ id: 'j', completionStatus: seconds < end ? null : 'SUCCESS' });

	test('is waited out', async () => {
		const { ended } = await follow(jobOf('task', true), during(0, 900, task(1_000)));
		expect(ended).toBe('SUCCESS');
	});

	test('ends the wait at Max Wait, with what was last seen', async () => {
		const seen = () => found({ id: 'j', completionStatus: 'AWAITING' });
		const { seconds, ended } = await follow(jobOf('task', true), during(60, Infinity, seen));
		expect([seconds, ended]).toEqual([
			3600,
			"The status of Task 'j' can't be checked after 60 min (last state: AWAITING): ISC returned 503",
		]);
	});

	test('says so where the job was never seen', async () => {
		const { seconds, ended } = await follow(jobOf('task', false), outage);
		expect([seconds, ended]).toEqual([
			3600,
			"The status of Task 'j' can't be checked after 60 min: ISC returned 503",
		]);
	});

	test('does not count as time that the job was missing', async () => {
		const late = (seconds: number) => (seconds < 330 ? missing() : task(400)(seconds));
		const { ended } = await follow(jobOf('task', true), during(10, 300, late));
		expect(ended).toBe('SUCCESS');
	});

	test('of a kind that does not pass ends the wait at once', async () => {
		const denied = new ApiError({ message: 'ISC returned 403', hint: '', status: 403 });
		const { looks, ended } = await follow(jobOf('task', true), () => denied);
		expect([looks, ended]).toEqual([
			1,
			expect.stringMatching(/status is unknown: ISC returned 403/),
		]);
	});
});

test.each([-2 * HOUR, 2 * HOUR])(
	'a wait lasts as long when the clock of the machine is set (by %d ms)',
	async (step) => {
		const start = performance.now();
		let looks = 0;
		const use = {
			sendRequest: async () => {
				if (++looks === 3) jest.setSystemTime(Date.now() + step);
				return await Promise.resolve(found({ id: 'j', launched: 'now' }));
			},
			signal: new AbortController().signal,
			summary: { addNotice: () => {} },
		};
		let message: string | undefined;
		waitForJob(use as never, jobOf('task', true), { timeoutMs: HOUR, intervalMs: 30_000 }).catch(
			(error: Error) => (message = error.message),
		);
		while (message === undefined) await jest.advanceTimersByTimeAsync(500);
		expect(message).toMatch(/is still running after 60 min/);
		expect(Math.round((performance.now() - start) / 60_000)).toBe(60);
	},
);
