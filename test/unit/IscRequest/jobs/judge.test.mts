import { jobById, jobsOf } from '../../../../nodes/IscRequest/jobs/job.ts';
import { hasEnded, judge } from '../../../../nodes/IscRequest/jobs/judge.ts';
import { valuesAt } from '../../../../nodes/IscRequest/jobs/valuesAt.ts';
import { jobStartedBy } from '../../../../nodes/catalogue/jobs.ts';

const task = jobById('task', 't1');
const outcome = (answer: unknown, job = task) => judge(job, answer).map((one) => one.outcome);

describe('a task', () => {
	test.each(['SUCCESS', 'Success', 'WARNING', 'Warning'])('has succeeded as %s', (state) => {
		expect(outcome({ completionStatus: state })).toEqual(['succeeded']);
	});

	test.each(['ERROR', 'Terminated', 'TEMP_ERROR', 'TEMPERROR', 'TempError'])(
		'has failed as %s',
		(state) => expect(outcome({ completionStatus: state })).toEqual(['failed']),
	);

	test.each([{ completionStatus: null }, {}])('goes on as %j, which is no state yet', (answer) => {
		expect(judge(task, answer)).toMatchObject([{ outcome: 'running', isUnknown: false }]);
	});

	test('goes on in a state that no document names', () => {
		expect(judge(task, { completionStatus: 'NEW' })).toMatchObject([
			{ outcome: 'running', isUnknown: true, state: 'NEW' },
		]);
	});

	test('says what its messages say, in either form', () => {
		const messages = [
			{ localizedText: { message: 'One' } },
			{ localizedText: 'Two' },
			{ localizedText: null },
		];
		expect(judge(task, { completionStatus: 'ERROR', messages })[0]!.messages).toEqual([
			'One',
			'Two',
		]);
	});
});

test('a campaign that is activated has not succeeded while it is staged', () => {
	const [staging] = jobsOf(jobStartedBy('createCampaignV1')!, {}, { id: 'c' });
	const [activating] = jobsOf(jobStartedBy('startCampaignV1')!, { id: 'c' }, {});
	expect(outcome({ status: 'STAGED' }, staging)).toEqual(['succeeded']);
	expect(outcome({ status: 'STAGED' }, activating)).toEqual(['running']);
	expect(outcome({ status: 'ACTIVE' }, activating)).toEqual(['succeeded']);
});

test('of several jobs that the answer lists, the one with the ID counts', () => {
	const job = jobById('roleMetadataUpdate', 'b');
	const answer = [
		{ id: 'a', status: 'COMPLETED' },
		{ id: 'b', status: 'PRE_PROCESS' },
	];
	expect(outcome(answer, job)).toEqual(['running']);
	expect(hasEnded(judge(job, [answer[0]]))).toBe(false);
});

test('an access request has ended when all that it asks for has', () => {
	const job = jobById('accessRequest', 'r');
	const states = (...all: string[]) =>
		judge(
			job,
			all.map((state) => ({ state })),
		);
	expect(hasEnded(states('REQUEST_COMPLETED', 'EXECUTING'))).toBe(false);
	expect(hasEnded(states('REQUEST_COMPLETED', 'REJECTED'))).toBe(true);
	expect(hasEnded(states())).toBe(false);
});

describe('IDs of jobs', () => {
	test('of the answer, each once', () => {
		const started = jobStartedBy('createAccessRequestV1')!;
		const answer = {
			newRequests: [{ accessRequestIds: ['a', 'b'] }],
			existingRequests: [{ accessRequestIds: ['b', 'c'] }],
		};
		expect(jobsOf(started, {}, answer).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
		expect(jobsOf(started, {}, {})).toEqual([]);
	});

	test('of the path and the answer together', () => {
		const started = jobStartedBy('exportRoleMiningPotentialRoleAsyncV1')!;
		const path = { sessionId: 's', potentialRoleId: 'p' };
		expect(jobsOf(started, path, { exportId: 'e' })[0]!.id).toBe('s/p/e');
	});
});

test.each<[unknown, string, unknown[]]>([
	[{ a: { b: 1 } }, 'a.b', [1]],
	[{ a: [{ b: 1 }, { b: null }, {}] }, 'a[].b', [1]],
	[{ a: [[{ b: 1 }], [{ b: 2 }]] }, 'a[][].b', [1, 2]],
	[{ a: ['x', ''] }, 'a[]', ['x']],
	[{ a: 'x' }, 'a[].b', []],
	[undefined, 'a.b', []],
])('values of %j at %s', (root, path, values) => expect(valuesAt(root, path)).toEqual(values));
