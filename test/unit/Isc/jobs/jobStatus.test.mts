import { createJob, extractJobs, type StartRequest } from '../../../../nodes/Isc/jobs/job.ts';
import { isFinished, parseJobStatus } from '../../../../nodes/Isc/jobs/jobStatus.ts';
import { getAllAtPath } from '../../../../nodes/Isc/jobs/getAllAtPath.ts';
import { findJobTypeFor } from '../../../../nodes/shared/catalogue/jobTypes.ts';

/** Jobs of an operation, by the path that it is called with and what it answers at a moment. */
const jobsOfStart = (id: string, path: StartRequest['path'], answer: unknown, date?: string) =>
	extractJobs(findJobTypeFor(id)!, { path }, { body: answer, headers: { ...(date && { date }) } });

const task = createJob('task', 't1');
const outcome = (answer: unknown, job = task) =>
	parseJobStatus(job, answer).map((one) => one.outcome);

describe('a task', () => {
	test.each(['SUCCESS', 'Success', 'WARNING', 'Warning'])('has succeeded as %s', (state) => {
		expect(outcome({ completionStatus: state })).toEqual(['succeeded']);
	});

	test.each(['ERROR', 'Terminated', 'TEMP_ERROR', 'TEMPERROR', 'TempError'])(
		'has failed as %s',
		(state) => expect(outcome({ completionStatus: state })).toEqual(['failed']),
	);

	test.each([{}, [], null, undefined])('of which ISC answers %j is not known', (answer) => {
		expect(parseJobStatus(task, answer)).toEqual([]);
	});

	test.each([{ completionStatus: null }, { id: 't1' }])(
		'goes on as %j, which is no state yet',
		(answer) => {
			expect(parseJobStatus(task, answer)).toMatchObject([
				{ outcome: 'running', isUnknown: false },
			]);
		},
	);

	test('goes on in a state that no document names', () => {
		expect(parseJobStatus(task, { completionStatus: 'NEW' })).toMatchObject([
			{ outcome: 'running', isUnknown: true, state: 'NEW' },
		]);
	});

	test('says what its messages say, in either form', () => {
		const messages = [
			{ localizedText: { message: 'One' } },
			{ localizedText: 'Two' },
			{ localizedText: null },
		];
		expect(parseJobStatus(task, { completionStatus: 'ERROR', messages })[0]!.messages).toEqual([
			'One',
			'Two',
		]);
	});
});

test('a campaign that is activated has not succeeded while it is staged', () => {
	const [staging] = jobsOfStart('createCampaignV1', {}, { id: 'c' });
	const [activating] = jobsOfStart('startCampaignV1', { id: 'c' }, {});
	expect(outcome({ status: 'STAGED' }, staging)).toEqual(['succeeded']);
	expect(outcome({ status: 'STAGED' }, activating)).toEqual(['running']);
	expect(outcome({ status: 'ACTIVE' }, activating)).toEqual(['succeeded']);
});

test('of several jobs that the answer lists, the one with the ID counts', () => {
	const job = createJob('roleMetadataUpdate', 'b');
	const answer = [
		{ id: 'a', status: 'COMPLETED' },
		{ id: 'b', status: 'PRE_PROCESS' },
	];
	expect(outcome(answer, job)).toEqual(['running']);
	expect(isFinished(parseJobStatus(job, [answer[0]]))).toBe(false);
});

describe('a report that may have run before', () => {
	const at = (time: string) => `2026-01-05T08:00:${time}Z`;
	const answer = (lastRunAt: string | null, reportType = 'CAMPAIGN_STATUS_REPORT') => [
		{ reportType: 'CAMPAIGN_COMPOSITION_REPORT', status: 'ERROR', lastRunAt: at('59.000') },
		{ reportType, status: 'SUCCESS', lastRunAt },
	];
	const path = { id: 'c', type: 'CAMPAIGN_STATUS_REPORT' };
	const started = (date?: string) => jobsOfStart('startCampaignReportV1', path, {}, date)[0]!;
	const job = started('Mon, 05 Jan 2026 08:00:30 GMT');

	test('goes on while the record is of the run before', () => {
		expect(parseJobStatus(job, answer(at('24.999')))).toMatchObject([
			{ outcome: 'running', isUnknown: false, state: '' },
		]);
	});

	test.each([at('25.000'), at('30.100'), null])('has ended with a record of %s', (lastRunAt) =>
		expect(outcome(answer(lastRunAt), job)).toEqual(['succeeded']),
	);

	test('is taken as it is where nobody knows when it began', () => {
		const known = createJob('campaignReport', 'c/CAMPAIGN_STATUS_REPORT');
		for (const one of [known, started()]) {
			expect(outcome(answer(at('00.000')), one)).toEqual(['succeeded']);
		}
	});
});

test('an access request has ended when all that it asks for has', () => {
	const job = createJob('accessRequest', 'r');
	const states = (...all: string[]) =>
		parseJobStatus(
			job,
			all.map((state) => ({ state })),
		);
	expect(isFinished(states('REQUEST_COMPLETED', 'EXECUTING'))).toBe(false);
	expect(isFinished(states('REQUEST_COMPLETED', 'REJECTED'))).toBe(true);
	expect(isFinished(states())).toBe(false);
});

describe('IDs of jobs', () => {
	test('of the answer, each once', () => {
		const ids = (body: unknown) =>
			jobsOfStart('createAccessRequestV1', {}, body).map(({ id }) => id);
		const answer = {
			newRequests: [{ accessRequestIds: ['a', 'b'] }],
			existingRequests: [{ accessRequestIds: ['b', 'c'] }],
		};
		expect(ids(answer)).toEqual(['a', 'b', 'c']);
		expect(ids({})).toEqual([]);
	});

	test('of the path and the answer together', () => {
		const path = { sessionId: 's', potentialRoleId: 'p' };
		const operation = 'exportRoleMiningPotentialRoleAsyncV1';
		expect(jobsOfStart(operation, path, { exportId: 'e' })[0]!.id).toBe('s/p/e');
	});

	test('of the path alone', () => {
		const path = { id: 'c', type: 'CAMPAIGN_STATUS_REPORT' };
		const ids = jobsOfStart('startCampaignReportV1', path, {}).map(({ id }) => id);
		expect(ids).toEqual(['c/CAMPAIGN_STATUS_REPORT']);
	});

	test('of the body that was sent, each once', () => {
		const started = findJobTypeFor('deleteCampaignsV1')!;
		const ids = (body?: string) =>
			extractJobs(started, { path: {}, body }, { body: {}, headers: {} }).map(({ id }) => id);
		expect(ids('{"ids":["a","b","a"]}')).toEqual(['a', 'b']);
		expect(ids('{}')).toEqual([]);
		expect(ids()).toEqual([]);
	});
});

test.each<[unknown, string, unknown[]]>([
	[{ a: { b: 1 } }, 'a.b', [1]],
	[{ a: [{ b: 1 }, { b: null }, {}] }, 'a[].b', [1]],
	[{ a: [[{ b: 1 }], [{ b: 2 }]] }, 'a[][].b', [1, 2]],
	[{ a: ['x', ''] }, 'a[]', ['x']],
	[{ a: 'x' }, 'a[].b', []],
	[undefined, 'a.b', []],
])('values of %j at %s', (root, path, values) => expect(getAllAtPath(root, path)).toEqual(values));
