import { spawnSync } from 'node:child_process';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { JOB_TYPES } from '../../nodes/shared/catalogue/jobTypes.ts';
import { clock } from '../../nodes/Isc/jobs/jobClock.ts';
import { getFailure } from './fixture.mts';
import { useScript, type Reply, type Sent } from './scripted.mts';

const { answer, run, sent } = useScript();
beforeEach(() => {
	// The shortest of the random waits between tries.
	jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => jest.restoreAllMocks());

const locator = (value: string) => ({ __rl: true, mode: 'list', value });
const start = (name: string, more: IDataObject = {}, options: IDataObject = {}) => ({
	resource: 'apiOperation',
	apiOperation: locator(name),
	completion: 'wait',
	options: { pollInterval: 1, ...options },
	...more,
});
const pathValue = (value: string) => ({ __rl: true, mode: 'id', value });
const disable = (options?: IDataObject) =>
	start('POST /accounts/v1/{id}/disable', { pathParameter1: pathValue('a') }, options);
const known = (jobType: string, jobId: string, options: IDataObject = {}) => ({
	resource: 'job',
	operation: 'waitForJob',
	jobType,
	jobId,
	options: { pollInterval: 1, ...options },
});

/** Lets the clock of the wait run ahead each time it is read. */
function hurry(ms = 61_000) {
	let time = 0;
	jest.spyOn(clock, 'now').mockImplementation(() => (time += ms));
}
const task = (record: IDataObject) =>
	answer(({ method }) =>
		method === 'POST' ? { status: 202, body: { id: 't' } } : { body: { id: 't', ...record } },
	);
const told = ({ hints }: { hints: Array<{ message: string }> }) =>
	hints.map(({ message }) => message).join('\n');

/** Job ID of this type that ISC doesn't know. */
const unknownId = (kind: string) =>
	({ campaignReport: 'c/CAMPAIGN_STATUS_REPORT', roleMiningExport: 's/p/e' })[kind] ?? 'typo';

describe.each(Object.keys(JOB_TYPES))('%s: an ID that ISC does not have', (kind) => {
	test.each<[string, () => Reply]>([
		['answered by 404', () => ({ status: 404, body: { detailCode: '404 Not found' } })],
		['answered by an empty list', () => ({ body: [] })],
		['answered by an empty object', () => ({ body: {} })],
	])('%s is given up and did not succeed', async (_name, reply) => {
		hurry();
		answer(reply);
		const error = await getFailure(run(known(kind, unknownId(kind))));
		expect(error.message).toMatch(/^ISC doesn't know /);
		expect(error.description).toMatch(/'Job ID'/);
	});
});

describe('a job that was accepted and cannot be looked up', () => {
	const cases: Array<[string, Reply]> = [
		['answered by 404', { status: 404, body: {} }],
		['answered by 403', { status: 403, body: { detailCode: '403 Forbidden' } }],
		['answered by 400', { status: 400, body: { detailCode: '400.1 Bad request content' } }],
	];
	test.each(cases)('%s says so, with its kind and ID', async (_name, reply) => {
		hurry();
		answer(({ method }) => (method === 'POST' ? { status: 202, body: { id: 't' } } : reply));
		const { items } = await run(disable(), { continueOnFail: true });
		expect(items.map(({ json }) => json)).toMatchObject([
			{
				error: expect.stringMatching(/^Task 't' was accepted, but its status is unknown/),
				details: {
					job: { kind: 'task', id: 't' },
					hint: expect.stringMatching(/Don't start the job again/) as string,
				},
			},
		]);
	});

	test('does not keep the others of its request from their outcome', async () => {
		hurry(6_000);
		answer(({ method, path }) => {
			if (method === 'POST') return { status: 202, body: {} };
			if (path.endsWith('/bad')) return { status: 403, body: {} };
			const looks = sent.filter((one) => one.path === path).length;
			return looks > 1 ? { status: 404, body: {} } : { body: { id: 'good', status: 'ACTIVE' } };
		});
		const { items } = await run(
			start('POST /campaigns/v1/delete', {
				specifyValues: 'json',
				jsonBody: '{"ids":["bad","good"]}',
			}),
			{ continueOnFail: true },
		);
		expect(items.map(({ json }) => json.status ?? json.error)).toEqual([
			'DELETED',
			expect.stringContaining("'bad'"),
		]);
	});
});

test('records of other requests are not taken for the one that was asked for', async () => {
	hurry();
	answer(() => ({ body: [{ accessRequestId: 'other', state: 'REQUEST_COMPLETED' }] }));
	expect((await getFailure(run(known('accessRequest', 'mine')))).message).toMatch(/doesn't know/);
});

describe('states', () => {
	const COMPLETED = '2024-05-01T14:37:10.001Z';
	test.each([
		[{ completionStatus: 'CANCELLED', completed: COMPLETED }, 'CANCELLED'],
		[{ completionStatus: 'TerminatedWithErrors', completed: COMPLETED }, 'TerminatedWithErrors'],
		[{ completionStatus: 'ABANDONED', completed: COMPLETED }, 'ABANDONED'],
		[{ completionStatus: 'ABANDONED', completed: Date.parse(COMPLETED) }, 'ABANDONED'],
		[{ completionStatus: 'BATCH_FAILED' }, 'BATCH_FAILED'],
	])('%j has ended, without success', async (record, state) => {
		task(record);
		expect((await getFailure(run(disable()))).message).toContain(`ended as ${state}`);
		expect(sent).toHaveLength(2);
	});

	test("the date of the end alone doesn't end a task", async () => {
		answer(({ method }) => {
			if (method === 'POST') return { status: 202, body: { id: 't' } };
			const completionStatus = sent.length > 3 ? 'SUCCESS' : null;
			return { body: { id: 't', completed: COMPLETED, completionStatus } };
		});
		const { items } = await run(disable());
		expect(items[0]!.json).toMatchObject({ completionStatus: 'SUCCESS' });
		expect(sent).toHaveLength(4);
	});

	test('of a workflow run are judged by its own date', async () => {
		answer(() => ({ body: { status: 'ABANDONED', closeTime: COMPLETED } }));
		expect((await getFailure(run(known('workflowRun', 'w')))).message).toContain(
			'ended as ABANDONED',
		);
	});
});

test.each<[string, string, IDataObject, RegExp]>([
	[
		'task',
		't',
		{
			completionStatus: 'ERROR',
			messages: [
				{ localizedText: { message: 'First' }, key: 'first_key' },
				{ localizedText: null, key: 'The connector could not reach dc1' },
			],
		},
		/ended as ERROR: First; The connector could not reach dc1$/,
	],
	[
		'accountActivity',
		'a',
		{
			completionStatus: 'INCOMPLETE',
			executionStatus: 'VERIFYING',
			errors: null,
			items: [{ provisioningStatus: 'FINISHED' }, { provisioningStatus: 'FAILED' }],
		},
		/INCOMPLETE: executionStatus VERIFYING; items.provisioningStatus FINISHED, FAILED$/,
	],
])('a failed %s gives the reason that there is', async (kind, id, record, message) => {
	answer(() => ({ body: record }));
	expect((await getFailure(run(known(kind, id)))).message).toMatch(message);
});

describe('an import that is COMPLETE with errors inside', () => {
	const RESULT = {
		results: {
			RULE: {
				errors: [{ key: 'X', text: 'Unable to import', detail: { exceptionMessage: 'Line 3' } }],
				warnings: [],
				importedObjects: [],
			},
			SOURCE: {
				errors: [],
				warnings: [{ key: 'W', text: 'No secrets' }],
				importedObjects: [{ id: 's' }],
			},
		},
	};
	const script = ({ path }: Sent) =>
		path.endsWith('/download') ? { body: RESULT } : { body: { jobId: 'j', status: 'COMPLETE' } };

	test.each<[string, IDataObject]>([
		['items', {}],
		['a file', { responseFormat: 'file' }],
		['JSON Lines', { output: 'jsonl' }],
	])('fails and says which, with %s', async (_name, options) => {
		answer(script);
		const error = await getFailure(run(known('spConfigImport', 'j', options)));
		expect(error.message).toMatch(/COMPLETE with 1 error: RULE: Unable to import \(Line 3\)$/);
		const { items, hints } = await run(known('spConfigImport', 'j', options), {
			continueOnFail: true,
		});
		expect(items).toHaveLength(2);
		expect(items[1]!.json).toMatchObject({
			details: { job: { id: 'j' }, part: { result: [{ kind: 'RULE' }] } },
		});
		expect(told({ hints })).toMatch(/1 warning: SOURCE: No secrets/);
	});

	test('succeeds where there are none', async () => {
		answer(({ path }) =>
			path.endsWith('/download')
				? { body: { results: { SOURCE: RESULT.results.SOURCE } } }
				: { body: { jobId: 'j', status: 'COMPLETE' } },
		);
		expect((await run(known('spConfigImport', 'j'))).items).toHaveLength(1);
	});
});

test('a deploy that is COMPLETE with errors inside is a failure, and its message is told', async () => {
	const record = { jobId: 'd', status: 'COMPLETE', message: '1 object was left out' };
	answer(() => ({ body: { ...record, results: { ROLE: { errors: [{ text: 'No owner' }] } } } }));
	const error = await getFailure(run(known('configurationDeploy', 'd')));
	expect(error.message).toMatch(/COMPLETE with 1 error: ROLE: No owner/);
	answer(() => ({ body: record }));
	expect(told(await run(known('configurationDeploy', 'd')))).toContain('1 object was left out');
});

test.each([
	['accountActivity', { completionStatus: 'SUCCESS', errors: ['Retried twice'] }, /Retried twice/],
	[
		'task',
		{ completionStatus: 'SUCCESS', messages: [{ type: 'ERROR', key: 'Row 7 was skipped' }] },
		/Row 7 was skipped/,
	],
])('errors of a %s that succeeded are told', async (kind, record, message) => {
	answer(() => ({ body: record }));
	expect(told(await run(known(kind, 'x')))).toMatch(message);
	answer(() => ({
		body: { completionStatus: 'SUCCESS', errors: [], messages: [{ type: 'INFO' }] },
	}));
	expect(told(await run(known(kind, 'x')))).toBe('');
});

test('of many messages, a notice lists the first three', async () => {
	const errors = ['One', 'Two', 'Three', 'Four', 'Five'];
	answer(() => ({ body: { completionStatus: 'SUCCESS', errors } }));
	expect(told(await run(known('accountActivity', 'x')))).toMatch(
		/: One; Two; Three \(and 2 more\)$/,
	);
});

describe('the start', () => {
	test('that names no job says that nothing was waited for', async () => {
		answer(() => ({ status: 202 }));
		const { items, hints } = await run(disable());
		expect(items[0]!.json).toMatchObject({ success: true, waited: false });
		expect(told({ hints })).toMatch(/contains no job ID, so the node didn't wait/);
	});

	test('that leaves something undone says so in the outcome', async () => {
		const inUse = [{ accessProfileId: 'held', usedBy: [] }];
		answer(({ method }) =>
			method === 'POST'
				? { status: 202, body: { taskId: 't', pending: ['p'], inUse } }
				: { body: { id: 't', completionStatus: 'SUCCESS' } },
		);
		const { items, hints } = await run(
			start('POST /access-profiles/v1/bulk-delete', {
				specifyValues: 'json',
				jsonBody: '{"accessProfileIds":["p","held"],"bestEffortOnly":true}',
			}),
		);
		expect(items[0]!.json).toMatchObject({ completionStatus: 'SUCCESS', inUse });
		expect(told({ hints })).toMatch(/'inUse' lists held/);
	});

	test('of the discovery of applications is waited for', async () => {
		task({ completionStatus: 'SUCCESS' });
		const discover = start('POST /sources/v1/{sourceId}/discover-applications', {
			pathParameter1: pathValue('s'),
			specifyValues: 'json',
			jsonBody: '{"datasetIds":["d"]}',
		});
		expect((await run(discover)).items[0]!.json).toMatchObject({ completionStatus: 'SUCCESS' });
	});
});

describe('options', () => {
	test('Fields and Output apply to the outcome of jobs', async () => {
		task({ completionStatus: 'SUCCESS', launcher: 'x' });
		const { items } = await run(disable({ fields: 'id' }));
		expect(items[0]!.json).toEqual({ id: 't' });
		const file = await run(disable({ output: 'csv', fields: 'id,launcher' }));
		expect(Buffer.from(file.items[0]!.binary!.data!.data, 'base64').toString()).toMatch(
			/^(\uFEFF)?id,launcher\r\nt,x/,
		);
	});

	test('Fields that no outcome has are said', async () => {
		task({ completionStatus: 'SUCCESS', launcher: 'x' });
		const outcome = await run(disable({ fields: 'id,laucher' }));
		expect(outcome.items[0]!.json).toEqual({ id: 't' });
		expect(told(outcome)).toMatch(/No record has the field 'laucher'/);
	});

	test('List Field takes the list in a result apart', async () => {
		answer(({ path }) =>
			path.endsWith('/download')
				? { body: { objects: [{ self: 1 }, { self: 2 }] } }
				: { body: { status: 'COMPLETE' } },
		);
		const { items } = await run(known('spConfigExport', 'j', { listField: 'objects' }));
		expect(items.map(({ json }) => json)).toEqual([{ self: 1 }, { self: 2 }]);
	});

	test.each<[IDataObject, RegExp]>([
		[{ responseFormat: 'full' }, /'Response Format' has no effect/],
		[{ listField: 'x' }, /'List Field' has no effect/],
	])('%j is said to have no effect', async (options, message) => {
		task({ completionStatus: 'SUCCESS' });
		expect(told(await run(disable(options)))).toMatch(message);
	});

	test('Output and Fields are said to have no effect on a report', async () => {
		answer(({ path }) => ({ body: path.endsWith('/result') ? { status: 'SUCCESS' } : 'a,b' }));
		const { items, hints } = await run(known('report', 'r', { output: 'csv', fields: 'a' }));
		expect(items[0]!.binary).toBeDefined();
		expect(told({ hints })).toMatch(/'Output', 'Fields' have no effect/);
	});
});

describe('several items', () => {
	const people: INodeExecutionData[] = Array.from({ length: 6 }, (_, index) => ({
		json: { id: `t${index}` },
	}));
	const countJobs = () =>
		new Set(sent.filter(({ method }) => method === 'GET').map(({ path }) => path)).size;
	/** No job ends before all were looked at: items that wait one after the other never come to an end. */
	const script = ({ method, path }: Sent): Reply => {
		if (method === 'POST') return { status: 202, body: { id: path.split('/')[3] } };
		return { body: { completionStatus: countJobs() === people.length ? 'SUCCESS' : null } };
	};

	test.each<[string, () => IDataObject]>([
		['of known jobs', () => known('task', '={{ $json.id }}') as never],
		[
			'that start jobs',
			() => ({ ...disable(), pathParameter1: pathValue('={{ $json.id }}') }) as never,
		],
		[
			'that start jobs with Write in Parallel',
			() =>
				({
					...disable({ parallelWrites: true }),
					pathParameter1: pathValue('={{ $json.id }}'),
				}) as never,
		],
	])('%s wait at the same time', async (_name, parameters) => {
		answer(script);
		const { items } = await run(parameters(), { items: people });
		expect(items.map(({ json }) => json.completionStatus)).toEqual(Array(6).fill('SUCCESS'));
	});

	test('the jobs that go on are named in the error of another item', async () => {
		answer((one) => {
			if (one.method === 'POST' && one.path.includes('/t3/')) return { status: 400, body: {} };
			return one.method === 'GET' ? { body: { completionStatus: null } } : script(one);
		});
		const parameters = { ...disable(), pathParameter1: pathValue('={{ $json.id }}') };
		const error = await getFailure(run(parameters, { items: people }));
		for (const id of ['t0', 't1', 't2']) expect(error.description).toContain(`Task '${id}'`);
		expect(error.description).not.toContain("Task 't4'");
	});

	test('and in that of a stopped execution', async () => {
		const stop = new AbortController();
		answer((one) => {
			if (one.method === 'GET') stop.abort();
			return one.method === 'GET' ? { body: { completionStatus: null } } : script(one);
		});
		const running = run(
			{ ...disable(), pathParameter1: pathValue('={{ $json.id }}') },
			{ items: people.slice(0, 1), signal: stop.signal },
		);
		expect((await getFailure(running)).description).toContain("Task 't0'");
	});
});

test('dates without an offset are UTC, wherever n8n runs', () => {
	const script = `
		import { parseJobStatus } from ${JSON.stringify(new URL('../../nodes/Isc/jobs/jobStatus.ts', import.meta.url).pathname)};
		import { extractJobs } from ${JSON.stringify(new URL('../../nodes/Isc/jobs/job.ts', import.meta.url).pathname)};
		import { findJobTypeFor } from ${JSON.stringify(new URL('../../nodes/shared/catalogue/jobTypes.ts', import.meta.url).pathname)};
		const path = { id: 'c', type: 'CAMPAIGN_STATUS_REPORT' };
		const headers = { date: 'Mon, 01 Jul 2024 22:35:36 GMT' };
		const [job] = extractJobs(findJobTypeFor('startCampaignReportV1'), { path }, { headers, body: {} });
		const record = { reportType: path.type, status: 'SUCCESS' };
		const at = (lastRunAt) => parseJobStatus(job, [{ ...record, lastRunAt }])[0].outcome;
		console.log(at('2024-07-01T22:35:38.709'), at('2024-07-01T22:30:00.000'));
	`;
	for (const TZ of ['Asia/Kolkata', 'America/New_York', 'UTC']) {
		const { stdout, stderr } = spawnSync('npx', ['tsx', '--input-type=module', '-e', script], {
			env: { ...process.env, TZ },
			encoding: 'utf8',
		});
		expect([TZ, stdout.trim() || stderr]).toEqual([TZ, 'succeeded running']);
	}
});
