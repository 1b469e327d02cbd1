import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { clock } from '../../nodes/Isc/jobs/jobClock.ts';
import { defaultOptions } from '../../simulator/src/options.mts';
import type { Simulator } from '../../simulator/src/server.mts';
import { countRequests, getFailure, request, waitUntil, useTenant } from './fixture.mts';
import type { RunOptions } from './n8n.mts';

const TASK_MS = 400;
const tenant = useTenant({ taskMs: TASK_MS, counts: { identities: 40, accounts: 60 } });
beforeEach(() => {
	tenant().options.jobs = { ...defaultOptions.jobs };
	tenant().options.errorReasons = 'messages';
	tenant().options.taskMs = TASK_MS;
});

const locator = (value: string) => ({ __rl: true, mode: 'id', value });
const WAIT = { completion: 'wait', options: { pollInterval: 1 } };

/** An operation chosen from all, as somebody would fill it in. */
interface Start {
	name: string;
	path?: (tenant: Simulator) => string[];
	body?: (tenant: Simulator) => IDataObject;
	values?: IDataObject;
	/** Content of the file that is uploaded. */
	file?: string;
}

const parametersOf = ({ name, path, body, values }: Start, more: IDataObject = WAIT) => ({
	resource: 'apiOperation',
	apiOperation: { ...locator(name), mode: 'list' },
	...Object.fromEntries(
		(path?.(tenant()) ?? []).map((value, index) => [`pathParameter${index + 1}`, locator(value)]),
	),
	...(body && { specifyValues: 'json', jsonBody: JSON.stringify(body(tenant())) }),
	...(values && { values: { mappingMode: 'defineBelow', value: values } }),
	...more,
});

const itemsOf = ({ file }: Start): INodeExecutionData[] | undefined =>
	file === undefined
		? undefined
		: [
				{
					json: {},
					binary: {
						data: {
							data: Buffer.from(file).toString('base64'),
							mimeType: 'text/csv',
							fileName: 'a',
						},
					},
				},
			];

const run = async (start: Start, more?: IDataObject, options: RunOptions = {}) =>
	await request(tenant(), parametersOf(start, more), { items: itemsOf(start), ...options });

const ENDLESS = 600_000;

/** Jobs go on until something is so, however long that takes: then they end at once. */
async function runUntil<T>(isSo: () => boolean, running: Promise<T>): Promise<T> {
	tenant().options.taskMs = ENDLESS;
	await waitUntil(isSo);
	tenant().options.taskMs = 0;
	return await running;
}

const source = ({ data }: Simulator) => [data.sources.idAt(0)];
const account = ({ data }: Simulator) => [data.accounts.idAt(0)];

/** No role holds it any more, so that nothing keeps it from being deleted. */
function unusedProfile({ accessProfiles, roles }: Simulator['data']): string {
	const profile = accessProfiles.idAt(0);
	for (const { id, accessProfiles: held } of [...roles]) {
		roles.update(id, { accessProfiles: held.filter((one) => one.id !== profile) });
	}
	return profile;
}

const disable: Start = { name: 'POST /accounts/v1/{id}/disable', path: account, body: () => ({}) };
/** An account of a source that accounts can be deleted from. */
const connectedAccount = ({ data }: Simulator) => [
	[...data.accounts].find(({ connectionType }) => connectionType === 'direct')!.id,
];
const deletionRequest: Start = {
	name: 'POST /account-requests/v1/account/{accountId}/delete',
	path: connectedAccount,
	body: () => ({ comments: 'Left' }),
};
const campaignReport: Start = {
	name: 'POST /campaigns/v1/{id}/run-report/{type}',
	path: ({ data }) => [data.campaigns.idAt(0), 'CAMPAIGN_STATUS_REPORT'],
};
const campaignDeletion: Start = {
	name: 'POST /campaigns/v1/delete',
	body: ({ data }) => ({ ids: [data.campaigns.idAt(0)] }),
};
const exportConfig: Start = {
	name: 'POST /sp-config/v1/export',
	body: () => ({ includeTypes: ['TRANSFORM'] }),
};
const report: Start = {
	name: 'POST /reports/v1/run',
	body: () => ({ reportType: 'ACCOUNTS', arguments: { application: 'x', sourceName: 'y' } }),
};
const accessRequest: Start = {
	name: 'POST /access-requests/v1',
	body: ({ data }) => ({
		requestedFor: [data.identities.idAt(3)],
		requestType: 'GRANT_ACCESS',
		requestedItems: [{ type: 'ACCESS_PROFILE', id: data.accessProfiles.idAt(1) }],
	}),
};

/** Family of the simulator, how it starts, what the outcome looks like, and the state of a failure. */
const STARTS: Array<[family: string, start: Start, outcome: IDataObject, failed: string]> = [
	['account-change', disable, { completionStatus: 'SUCCESS' }, 'ERROR'],
	[
		'account-aggregation',
		{
			name: 'POST /sources/v1/{id}/load-accounts',
			path: source,
			values: { 'body.file': 'data' },
			file: 'id\nn-1\n',
		},
		{ completionStatus: 'SUCCESS', percentComplete: 100 },
		'ERROR',
	],
	[
		'entitlement-aggregation',
		{
			name: 'POST /sources/v1/{sourceId}/load-entitlements',
			path: source,
			values: { 'body.file': 'data' },
			file: 'id,name\ne,E\n',
		},
		{ completionStatus: 'SUCCESS' },
		'ERROR',
	],
	[
		'source-deletion',
		{ name: 'DELETE /sources/v1/{id}', path: source },
		{ completionStatus: 'SUCCESS' },
		'ERROR',
	],
	[
		'role-deletion',
		{ name: 'POST /roles/v1/bulk-delete', body: ({ data }) => ({ roleIds: [data.roles.idAt(0)] }) },
		{ completionStatus: 'SUCCESS' },
		'ERROR',
	],
	[
		'access-profile-deletion',
		{
			name: 'POST /access-profiles/v1/bulk-delete',
			body: ({ data }) => ({
				accessProfileIds: [unusedProfile(data)],
				bestEffortOnly: true,
			}),
		},
		{ completionStatus: 'SUCCESS' },
		'ERROR',
	],
	['access-request', accessRequest, { state: 'REQUEST_COMPLETED' }, 'REJECTED'],
	['config-export', exportConfig, { objects: expect.any(Array) as IDataObject[] }, 'FAILED'],
	[
		'config-import',
		{ name: 'POST /sp-config/v1/import', values: { 'body.data': 'data' }, file: '{"objects":[]}' },
		{},
		'FAILED',
	],
	[
		'config-deploy',
		{ name: 'POST /configuration-hub/v1/deploys', body: () => ({ draftId: 'd' }) },
		{ status: 'COMPLETE' },
		'FAILED',
	],
	['report', report, { mimeType: 'application/csv' }, 'FAILURE'],
	[
		'sod-report',
		{
			name: 'POST /sod-policies/v1/{id}/violation-report/run',
			path: ({ data }) => [data.sodPolicies.idAt(0)],
		},
		{ mimeType: 'application/zip' },
		'ERROR',
	],
	[
		'certification-task',
		{
			name: 'POST /certifications/v1/{id}/reassign-async',
			path: ({ data }) => [data.certifications.idAt(0)],
			body: ({ data }) => ({
				reassign: [{ id: data.certifications.idAt(0), type: 'TARGET_SUMMARY' }],
				reassignTo: data.identities.idAt(2),
				reason: 'Away',
			}),
		},
		{ status: 'SUCCESS' },
		'ERROR',
	],
	[
		'campaign',
		{
			name: 'POST /campaigns/v1',
			body: () => ({ name: 'Yearly', description: 'All', type: 'MANAGER' }),
		},
		{ status: 'STAGED' },
		'ERROR',
	],
	['campaign-report', campaignReport, { mimeType: 'application/csv' }, 'TEMP_ERROR'],
	['campaign-deletion', campaignDeletion, { status: 'DELETED' }, 'ERROR'],
	['account-deletion-request', deletionRequest, { overallStatus: 'SUCCESS' }, 'REJECTED'],
	[
		'password-change',
		{
			name: 'POST /set-password/v1',
			body: ({ data }) => ({
				identityId: data.accounts.at(0)!.identityId,
				sourceId: data.accounts.at(0)!.sourceId,
				accountId: data.accounts.idAt(0),
				encryptedPassword: 'x',
			}),
		},
		{ state: 'FINISHED' },
		'FAILED',
	],
	[
		'role-propagation',
		{ name: 'POST /role-propagation/v1' },
		{ executionStage: 'SUCCEEDED' },
		'FAILED',
	],
	[
		'machine-lifecycle',
		{
			name: 'POST /machine-identities/v1/{id}/lifecycle-actions',
			path: () => ['agent'],
			body: () => ({ action: 'DEACTIVATE' }),
		},
		{ details: expect.objectContaining({ status: 'COMPLETED' }) as IDataObject },
		'FAILED',
	],
	[
		'workflow',
		{
			name: 'POST /workflows/v1/{id}/test',
			path: ({ data }) => [data.workflows.idAt(0)],
			body: () => ({ input: {} }),
		},
		{ status: 'Completed' },
		'Failed',
	],
];

describe.each(STARTS)('%s', (family, start, outcome, failed) => {
	test('is waited for, and its outcome is the item', async () => {
		const { items } = await run(start);
		expect(items).toHaveLength(1);
		expect(items[0]!.json).toMatchObject(outcome);
	});

	test('is an answer with an ID where nobody waits', async () => {
		const before = tenant().counters.total;
		const { items } = await run(start, { completion: 'immediately' });
		expect(items).toHaveLength(1);
		expect(items[0]!.json).not.toMatchObject({ ...outcome, state: outcome.state ?? 'x' });
		// The call, and the token.
		expect(tenant().counters.total - before).toBe(2);
	});

	test('fails as a failure of the node', async () => {
		tenant().options.jobs.failing = [`${family}=${failed}`] as never;
		const error = await getFailure(run(start));
		expect(error.message).toContain(`ended as ${failed}`);
	});
});

test('spellings of states make no difference, and unknown states are waited for and said', async () => {
	tenant().options.jobs = { ...defaultOptions.jobs, spelling: 'odd', unknownState: true };
	const { items, hints } = await run(disable);
	expect(String(items[0]!.json.completionStatus).toUpperCase()).toBe('SUCCESS');
	expect(hints.map(({ message }) => message).join()).toContain('AWAITING_CAPACITY');

	tenant().options.jobs.failing = ['account-change=TEMP_ERROR'];
	expect((await getFailure(run(disable))).message).toMatch(/ended as TempError/i);
});

test('a warning is a success that is said', async () => {
	tenant().options.jobs.failing = ['account-change=WARNING'];
	const { items, hints } = await run(disable);
	expect(items[0]!.json).toMatchObject({ completionStatus: 'WARNING' });
	expect(hints.map(({ message }) => message).join()).toMatch(/ended with warnings/);
});

test('the failure brings what the job has to say', async () => {
	tenant().options.jobs.failing = ['config-export'];
	const error = await getFailure(run(exportConfig));
	const { message } = tenant().data as unknown as { message?: string };
	expect(message).toBeUndefined();
	expect(error.message).toMatch(/^SP-Config Export '[^']+' ended as FAILED: .{5,}/);
});

describe('patience', () => {
	test.each<[kind: string, start: Start, outcome: IDataObject]>([
		['Task', disable, { completionStatus: 'SUCCESS' }],
		['Account Deletion Request', deletionRequest, { overallStatus: 'SUCCESS' }],
		['Campaign Report', campaignReport, { mimeType: 'application/csv' }],
		['Campaign Deletion', campaignDeletion, { status: 'DELETED' }],
	])('with a %s ends with its ID, which Wait for Job picks up', async (kind, start, outcome) => {
		let time = 0;
		jest.spyOn(clock, 'now').mockImplementation(() => (time += 40_000));
		tenant().options.taskMs = ENDLESS;
		const { items } = await run(
			start,
			{ ...WAIT, options: { pollInterval: 1, maxWait: 1 } },
			{ continueOnFail: true },
		);
		jest.restoreAllMocks();
		const { error, details } = items[0]!.json as {
			error: string;
			details: { hint: string; job: IDataObject };
		};
		const { hint, job } = details;
		expect(error).toMatch(/is still running after/);
		expect(hint).toContain(`the type '${kind}'`);
		const parameters = {
			resource: 'job',
			operation: 'waitForJob',
			jobType: job.kind,
			jobId: job.id,
		};
		const { counters } = tenant();
		const before = counters.total;
		// A token and two looks: the first has seen the job.
		const later = await runUntil(
			() => counters.total > before + 2,
			request(tenant(), { ...parameters, options: { pollInterval: 1 } }),
		);
		expect(later.items[0]!.json).toMatchObject(outcome);
		const posts = tenant().counters.requests.filter(
			({ method, url }) => method === 'POST' && !url.startsWith('/oauth/'),
		);
		expect(posts).toHaveLength(1);
	});

	test('a job that is not known yet is looked for again', async () => {
		tenant().faults.add({ path: '/task-status', times: 1, status: 404 });
		expect((await run(disable)).items[0]!.json).toMatchObject({ completionStatus: 'SUCCESS' });
	});

	test.each([500, 503])(
		'an outage (%i) that outlasts the tries of a request is waited out',
		async (status) => {
			const times = 25;
			tenant().faults.add({ path: '/task-status', times, status });
			expect((await run(disable)).items[0]!.json).toMatchObject({ completionStatus: 'SUCCESS' });
			expect(countRequests(tenant(), 'GET /task-status/v1/:id')).toBeGreaterThan(times);
			expect(countRequests(tenant(), 'POST /accounts/v1/:id/disable')).toBe(1);
		},
	);

	test('stopping the execution ends it', async () => {
		tenant().options.taskMs = 600_000;
		const stop = new AbortController();
		const running = run(disable, WAIT, { signal: stop.signal });
		await waitUntil(() => countRequests(tenant(), 'GET /task-status/v1/:id') > 0);
		stop.abort();
		expect((await getFailure(running)).message).toMatch(/cancelled/);
	});
});

describe('account deletion requests', () => {
	const LIST = 'GET /account-requests/v1/deletion';
	/** Requests that have ended, in the place where the tenant keeps them. @returns their IDs */
	const earlier = (count: number) =>
		Array.from({ length: count }, () => {
			const launched = '2026-01-05T08:00:00.000Z';
			const job = { family: 'account-deletion-request', launched, failure: null };
			return tenant().data.jobs.add({ job, created: launched }).id;
		});
	const waitFor = async (jobId: string) =>
		await request(tenant(), {
			resource: 'job',
			operation: 'waitForJob',
			jobType: 'accountDeletionRequest',
			jobId,
			options: { pollInterval: 1 },
		});

	test.each([
		[0, 1],
		[249, 1],
		[250, 2],
		[559, 3],
	])('the one at place %i is found in %i requests', async (place, requests) => {
		const id = earlier(560)[place]!;
		const { items } = await waitFor(id);
		expect(items.map(({ json }) => json.accountRequestId)).toEqual([id]);
		expect(countRequests(tenant(), LIST)).toBe(requests);
	});

	test('one behind many is waited for', async () => {
		earlier(260);
		const [id] = connectedAccount(tenant());
		const countLooks = () =>
			tenant().counters.requests.filter(({ url }) => url.includes('offset=0')).length;
		const { items } = await runUntil(() => countLooks() > 1, run(deletionRequest));
		expect(items.map(({ json }) => json.accountDetails)).toMatchObject([{ accountId: id }]);
		expect(tenant().data.accounts.get(id!)).toBeUndefined();
		expect(countRequests(tenant(), LIST)).toBe(2 * countLooks());
	});

	test('the failure brings what the request has to say', async () => {
		tenant().options.jobs.failing = ['account-deletion-request'];
		expect((await getFailure(run(deletionRequest))).message).toMatch(/ended as FAILED: .{5,}/);
	});
});

test('an earlier run of a campaign report is not taken for the new one', async () => {
	await run(campaignReport);
	const reports = countRequests(tenant(), 'GET /campaigns/v1/:id/reports');
	const [campaign, reportType] = campaignReport.path!(tenant());
	const lastRunAt = new Date(Date.now() - 60_000).toISOString();
	tenant().faults.add({
		path: `/campaigns/v1/${campaign}/reports`,
		times: 2,
		status: 200,
		body: [{ id: 'earlier', reportType, status: 'SUCCESS', lastRunAt }],
	});
	const { items } = await run(campaignReport);
	expect(items[0]!.json).toMatchObject({ mimeType: 'application/csv' });
	expect(countRequests(tenant(), 'GET /campaigns/v1/:id/reports') - reports).toBeGreaterThan(2);
	const last = tenant().data.reports.at(1)!.id;
	expect(tenant().counters.requests.at(-1)!.url).toBe(`/reports/v1/${last}?fileFormat=csv`);
});

describe('campaign deletions', () => {
	test('each campaign has its outcome', async () => {
		const ids = [0, 1].map((index) => tenant().data.campaigns.idAt(index));
		const { items } = await run({ ...campaignDeletion, body: () => ({ ids }) });
		expect(items.map(({ json }) => json)).toEqual(ids.map((id) => ({ id, status: 'DELETED' })));
	});

	test('one that was broken before can be deleted', async () => {
		tenant().data.campaigns.update(tenant().data.campaigns.idAt(0), { status: 'ERROR' });
		const { items } = await run(campaignDeletion);
		expect(items[0]!.json).toMatchObject({ status: 'DELETED' });
		expect(countRequests(tenant(), 'GET /campaigns/v1/:id')).toBeGreaterThan(1);
	});
});

describe('metadata updates of roles, of which ISC lists those that go on', () => {
	const LIST = 'GET /roles/v1/access-model-metadata/bulk-update';
	const update: Start = {
		name: 'POST /roles/v1/access-model-metadata/bulk-update/ids',
		body: ({ data }) => ({
			roles: [data.roles.idAt(0)],
			operation: 'ADD',
			values: [{ attribute: 'region', values: ['emea'] }],
		}),
	};

	test('one that is listed no more has ended', async () => {
		const { items } = await runUntil(() => countRequests(tenant(), LIST) > 0, run(update));
		expect(items).toMatchObject([{ json: { status: 'COMPLETED' } }]);
		expect(countRequests(tenant(), LIST)).toBeGreaterThan(1);
	});

	test('one that is not listed yet is waited for', async () => {
		const [method, path] = LIST.split(' ');
		tenant().faults.add({ method, path, times: 2, status: 200, body: [] });
		await runUntil(() => countRequests(tenant(), LIST) > 2, run(update));
		expect(countRequests(tenant(), LIST)).toBeGreaterThan(3);
	});

	test('one that was over before it could be seen is taken for ended', async () => {
		let time = 0;
		jest.spyOn(clock, 'now').mockImplementation(() => (time += 6_000));
		const { items } = await run(update);
		jest.restoreAllMocks();
		expect(items).toMatchObject([{ json: { status: 'COMPLETED' } }]);
	});
});

describe('several', () => {
	const people = (count: number): INodeExecutionData[] =>
		Array.from({ length: count }, (_, index) => ({
			json: { id: tenant().data.identities.idAt(5 + index) },
		}));
	const forEach = {
		...parametersOf({ name: 'POST /access-requests/v1' }),
		specifyValues: 'json',
		jsonBody:
			'={{ { requestedFor: [$json.id], requestType: "GRANT_ACCESS", requestedItems: [{ type: "ACCESS_PROFILE", id: $json.profile }] } }}',
	};
	const withProfile = (items: INodeExecutionData[]) =>
		items.map(({ json }) => ({ json: { ...json, profile: tenant().data.accessProfiles.idAt(1) } }));

	test('items start one after the other and wait side by side', async () => {
		const { items } = await runUntil(
			() => countRequests(tenant(), 'POST /access-requests/v1') === 6,
			request(tenant(), forEach, { items: withProfile(people(6)) }),
		);
		expect(items.map(({ json }) => json.state)).toEqual(Array(6).fill('REQUEST_COMPLETED'));
		expect(items.map(({ json }) => (json.requestedFor as IDataObject).id)).toEqual(
			people(6).map(({ json }) => json.id),
		);
		expect(
			tenant().counters.requests.filter(({ url }) => url === '/access-requests/v1'),
		).toHaveLength(6);
	});

	test('what comes after a start that fails is not begun', async () => {
		tenant().faults.add({ path: '/access-requests', nth: 3, times: 1, status: 400 });
		await getFailure(request(tenant(), forEach, { items: withProfile(people(6)) }));
		expect(countRequests(tenant(), 'POST /access-requests/v1')).toBe(3);
	});

	test('one that fails does not keep the others from their outcome', async () => {
		tenant().faults.add({ path: '/access-requests', nth: 2, times: 1, status: 400 });
		const { items } = await request(tenant(), forEach, {
			items: withProfile(people(3)),
			continueOnFail: true,
		});
		expect(items.map(({ json }) => json.state ?? 'failed')).toEqual([
			'REQUEST_COMPLETED',
			'failed',
			'REQUEST_COMPLETED',
		]);
	});

	test('of one request, each thing has its outcome', async () => {
		tenant().options.jobs.failing = ['access-request=REJECTED'];
		const both: Start = {
			name: 'POST /access-requests/v1',
			body: ({ data }) => ({
				requestedFor: [data.identities.idAt(8), data.identities.idAt(9)],
				requestType: 'GRANT_ACCESS',
				requestedItems: [{ type: 'ACCESS_PROFILE', id: data.accessProfiles.idAt(1) }],
			}),
		};
		const { items } = await run(both, WAIT, { continueOnFail: true });
		expect(items.map(({ json }) => json.error)).toEqual([
			expect.stringContaining('ended as REJECTED'),
			expect.stringContaining('ended as REJECTED'),
		]);
	});
});

describe('results', () => {
	test('a report as PDF', async () => {
		const { items } = await run(report, {
			...WAIT,
			options: { pollInterval: 1, reportFormat: 'pdf' },
		});
		expect(items[0]!.binary!.data).toMatchObject({ mimeType: 'application/pdf' });
	});

	test('an export as a file', async () => {
		const options = { pollInterval: 1, responseFormat: 'file', binaryField: 'backup' };
		const { items } = await run(exportConfig, { ...WAIT, options });
		expect(items[0]!.binary!.backup).toMatchObject({ mimeType: 'application/json' });
	});
});

describe('a tenant', () => {
	const jobs = (options: Partial<Simulator['options']['jobs']>) =>
		Object.assign(tenant().options.jobs, options);

	test('that writes dates of campaign reports without an offset has its report in time', async () => {
		jobs({ campaignReportDates: 'withoutOffset' });
		expect((await run(campaignReport)).items[0]!.json).toMatchObject({
			mimeType: 'application/csv',
		});
	});

	test.each(['CANCELLED', 'TerminatedWithErrors', 'ABANDONED'])(
		'that ends a task as %s',
		async (state) => {
			jobs({ failing: [`account-change=${state}`] });
			expect((await getFailure(run(disable))).message).toMatch(
				new RegExp(`ended as ${state}: .*did not succeed`),
			);
		},
	);

	test.each(['key', 'localizedText'] as const)('that gives the reason in %s', async (reasons) => {
		jobs({ failing: ['account-change'], reasons });
		expect((await getFailure(run(disable))).message).toMatch(/ended as ERROR: .*did not succeed/);
	});

	test('that imports no object that is empty', async () => {
		const self = { type: 'TRANSFORM', id: 'x', name: 'Initials' };
		const error = await getFailure(
			run({
				name: 'POST /sp-config/v1/import',
				values: { 'body.data': 'data' },
				file: JSON.stringify({ objects: [{ version: 1, self, object: null }] }),
			}),
		);
		expect(error.message).toMatch(
			/COMPLETE with 1 error: TRANSFORM: Unable to import transform "Initials"/,
		);
	});

	test('that does not track a task says that it was accepted', async () => {
		jobs({ untracked: ['account-change'] });
		let time = 0;
		jest.spyOn(clock, 'now').mockImplementation(() => (time += 20_000));
		const { message, description } = await getFailure(run(disable));
		expect(message).toMatch(/^Task '[^']+' was accepted, but its status is unknown$/);
		expect(description).toMatch(/Don't start the job again/);
	});

	test('that knows a task only after a while, and has its date before its state', async () => {
		tenant().options.taskMs = 2_000;
		jobs({ unknownForMs: 300, race: true });
		expect((await run(disable)).items[0]!.json).toMatchObject({ completionStatus: 'SUCCESS' });
	});

	test.each(['messages', 'causes'] as const)(
		'that has the reason of a refusal in %s',
		async (place) => {
			tenant().options.errorReasons = place;
			const parameters = { method: 'POST', path: '/roles/v1/bulk-delete', body: '{}' };
			const error = await getFailure(request(tenant(), parameters));
			expect(error.message).toMatch(/ISC returned 400: .*roleIds/);
		},
	);

	test('that refuses a filter of tasks, or does not find one, is quoted', async () => {
		const get = (path: string) => request(tenant(), { method: 'GET', path, limit: 1 });
		const filter = encodeURIComponent('type eq "CLOUD_ENTITLEMENT_IMPORT"');
		expect((await getFailure(get(`/task-status/v1?filters=${filter}`))).message).toMatch(
			/Unsupported Task Definition type/,
		);
		expect((await getFailure(get('/task-status/v1/none'))).message).toMatch(
			/did not find a current representation/,
		);
	});
});

test.each([
	[{ jobType: 'task', jobId: '' }, "'Job ID' is empty"],
	[{ jobType: 'nothing', jobId: 'x' }, "'Job Type' has an unsupported value: 'nothing'"],
	[{ jobType: 'task', jobId: 'a/b' }, "'Job ID' isn't a valid ID for this job type: 'a/b'"],
	[{ jobType: 'roleMiningExport', jobId: 'a' }, "'Job ID' isn't a valid ID for this job type: 'a'"],
	[{ jobType: 'campaignReport', jobId: 'a' }, "'Job ID' isn't a valid ID for this job type: 'a'"],
	[{ jobType: 'task', jobId: 'x', options: { maxWait: -1 } }, "'Max Wait'"],
	[{ jobType: 'task', jobId: 'x', options: { ifNotFinished: 'retry' } }, "'If Not Finished'"],
	[{ jobType: 'task', jobId: 'x', options: { pollInterval: 0 } }, "'Poll Interval'"],
])('%j is said before a request is spent: %s', async (parameters, message) => {
	const error = await getFailure(
		request(tenant(), { resource: 'job', operation: 'waitForJob', ...parameters }),
	);
	expect(error.message).toContain(message);
	expect(error.description).toBeTruthy();
	expect(tenant().counters.requests).toHaveLength(0);
});
