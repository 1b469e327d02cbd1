import { JOB_FAMILIES } from '../../../../nodes/catalogue/jobs.ts';
import type { Answer } from '../../../../nodes/client/call.ts';
import { CallFailed } from '../../../../nodes/client/errors/failures.ts';
import { jobById, type Job } from '../../../../nodes/IscRequest/jobs/job.ts';
import { waitForJob } from '../../../../nodes/IscRequest/jobs/waitForJob.ts';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const HOUR = 3_600_000;
const found = (body: unknown): Answer => ({ status: 200, statusMessage: '', headers: {}, body });
const missing = () => new CallFailed({ message: 'ISC answered 404', hint: '', status: 404 });

/** Waits for a job, to which the tenant answers as told. @returns seconds, looks, and how it ended */
async function follow(job: Job, reply: (seconds: number) => Answer | Error, interval = 30_000) {
	const began = Date.now();
	const seconds = () => Math.round((Date.now() - began) / 1000);
	let looks = 0;
	const sender = async () => {
		looks++;
		const answer = reply(seconds());
		if (answer instanceof Error) throw answer;
		return await Promise.resolve(answer);
	};
	const use = { sender, signal: new AbortController().signal, report: { notice: () => {} } };
	let ended: string | undefined;
	waitForJob(use as never, job, { longest: HOUR, interval }).then(
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
	...jobById(kind, ids[kind] ?? 'j'),
	isStartedHere,
});

describe.each(Object.keys(JOB_FAMILIES))('%s', (kind) => {
	const vanishes = JOB_FAMILIES[kind]!.endsGone !== undefined;

	test.each<[string, () => Answer | Error]>([
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
	expect(ended).toMatch(/doesn't tell how it stands/);
});

test('the last look is made when the time is over, at any interval', async () => {
	const { seconds, ended } = await follow(
		jobOf('task', true),
		() => found({ id: 'j' }),
		7 * 60_000,
	);
	expect([seconds, ended]).toEqual([3600, expect.stringMatching(/has not ended after 60 min$/)]);
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
