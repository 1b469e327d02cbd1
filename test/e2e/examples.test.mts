import { gunzipSync } from 'node:zlib';

import { listExampleFiles, readExample, startsByEvent } from '../../demo/examples.mts';
import type { ExampleOverrides } from '../../demo/examples.mts';
import { addRecords } from '../../demo/seedData.mts';
import type { Simulator } from '../../simulator/src/server.mts';
import { decideOn } from './support/approvals.mts';
import { runExample as run, withTenant } from './support/examples.mts';
import { readBytes, readCsv } from './support/files.mts';
import { useStage } from './support/fixture.mts';
import { waitUntil } from './support/waitUntil.mts';
import { getItems } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 300, accounts: 600 }, logBodies: true });

const ENDLESS_MS = 600_000;

beforeEach(() => {
	stage.tenant.options.taskMs = 200;
	stage.tenant.options.jobs.failing = [];
});

const runExample = (file: string, adaptation?: ExampleOverrides, tenant?: Simulator) =>
	run(stage, file, adaptation, tenant);

/** Jobs go on until a condition holds, however long that takes, and then they end at once. */
async function runUntil<T>(condition: () => boolean, running: Promise<T>): Promise<T> {
	stage.tenant.options.taskMs = ENDLESS_MS;
	await waitUntil(condition);
	stage.tenant.options.taskMs = 0;
	return await running;
}

const countRequests = (route: string) => stage.tenant.counters.byRoute[route] ?? 0;

const tested = new Set<string>();

/** A test of one example. */
function example(file: string, does: string, test: (file: string) => Promise<void>) {
	tested.add(file);
	it(`${file} ${does}`, () => test(file));
}

describe('examples', () => {
	example(
		'count-source-accounts.json',
		'counts all accounts of a source by state',
		async (file) => {
			const execution = await runExample(file);
			const summary = getItems(execution, 'Count by State').map(({ json }) => json);
			expect(execution.status).toBe('success');
			expect(getItems(execution, 'Get Accounts')).toHaveLength(300);
			expect(summary.reduce((sum, { count_id: count }) => sum + Number(count), 0)).toBe(300);
			expect(new Set(summary.map(({ sourceName }) => sourceName))).toEqual(
				new Set(['Active Directory']),
			);
			expect(stage.tenant.counters.tokenRequests).toEqual({ client_credentials: 1 });
		},
	);

	example(
		'uncorrelated-accounts-report.json',
		'writes uncorrelated accounts to a CSV file',
		async (file) => {
			const execution = await runExample(file);
			const uncorrelated = [...stage.tenant.data.accounts].filter(
				({ uncorrelated }) => uncorrelated,
			);
			const [output] = getItems(execution, 'Get Uncorrelated Accounts');
			expect(output?.json).toMatchObject({ fileName: 'uncorrelated-accounts.csv', records: 12 });
			const [head, ...rows] = await readCsv(stage.editor, output);
			expect(head).toBe('name,sourceName,nativeIdentity,created');
			expect(rows.map((row) => row.split(',')[0])).toEqual(
				uncorrelated.map(({ name }) => name).sort(),
			);
			expect(stage.tenant.counters.requests.at(-1)?.url).toContain(
				'filters=uncorrelated%20eq%20true',
			);
		},
	);

	example(
		'export-identities-to-csv.json',
		'writes the identities of a department to a CSV file',
		async (file) => {
			const { identities } = stage.tenant.data;
			const department = String(identities.at(1)?.attributes.department);
			const people = [...identities].filter(
				({ attributes }) => attributes.department === department,
			);
			const execution = await runExample(file, { department });
			const [output] = getItems(execution, 'Search Identities by Department');
			expect(output?.binary?.data?.fileName).toBe('identities-of-department.csv');
			const [head, ...rows] = await readCsv(stage.editor, output);
			expect(head).toBe(
				'displayName,email,attributes.department,attributes.jobTitle,attributes.location,manager.displayName',
			);
			expect(people.length).toBeGreaterThan(5);
			expect(rows.map((row) => row.split(',')[1])).toEqual(
				people.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ emailAddress }) => emailAddress),
			);
		},
	);

	example('bulk-access-requests.json', 'returns an outcome for each row', async (file) => {
		const { accessProfiles, identities } = stage.tenant.data;
		const [free, owned] = [accessProfiles.at(0), accessProfiles.at(2)];
		const accessRequestConfig = { approvalSchemes: [{ approverType: 'OWNER' }] };
		accessProfiles.update(owned?.id ?? '', { accessRequestConfig });
		const [anna, ben] = [identities.at(5)?.alias, identities.at(6)?.alias];
		const sheet = [
			'person,access,reason',
			`${anna},${free?.name},New`,
			`${ben},${owned?.name},Needed`,
			`nobody.at.all,${free?.name},Unknown`,
			`${ben},${free?.name},New`,
		].join('\n');
		const decided = decideOn(stage.tenant, 'reject');
		const execution = await runExample(file, { sheet });
		expect(await decided).toBe(1);
		expect(execution.status).toBe('success');
		expect(getItems(execution, 'Result').map(({ json }) => json)).toEqual([
			{ person: anna, access: free?.name, outcome: 'granted' },
			{ person: ben, access: owned?.name, outcome: expect.stringMatching(/ended as REJECTED/) },
			{ person: ben, access: free?.name, outcome: 'granted' },
			{
				person: 'nobody.at.all',
				access: free?.name,
				outcome: expect.stringMatching(/^not requested/),
			},
		]);
		const requested = [...stage.tenant.data.accessRequests].slice(-3);
		expect(requested.map(({ requesterComment }) => requesterComment)).toMatchObject(
			Array.from({ length: 3 }, () => ({ comment: expect.stringMatching(/^(New|Needed)$/) })),
		);
	});

	example(
		'aggregate-source-nightly.json',
		'reports success, or alerts on failure',
		async (file) => {
			const good = await runExample(file);
			expect(getItems(good, 'Aggregation Result').map(({ json }) => json)).toMatchObject([
				{ source: 'Active Directory', status: 'SUCCESS' },
			]);
			expect(good.runData).not.toHaveProperty('Alert');

			stage.tenant.options.jobs.failing = ['account-aggregation'];
			const bad = await runExample(file);
			expect(bad.status).toBe('success');
			expect(getItems(bad, 'Aggregate Accounts', 0)).toEqual([]);
			const [alert] = getItems(bad, 'Alert');
			expect(alert?.json.subject).toBe('Aggregation of Active Directory failed');
			expect(alert?.json.text).toMatch(/ended as ERROR: .*the other side did not answer/);
		},
	);

	example(
		'certification-campaign-progress.json',
		'returns the progress of active campaigns',
		async (file) => {
			addRecords(stage.tenant);
			const execution = await runExample(file);
			expect(getItems(execution, 'Progress').map(({ json }) => json)).toMatchObject([
				{ campaign: 'Manager review 1', percentDone: 33, certifications: 3, daysLeft: 5 },
				{ campaign: 'Manager review 4', percentDone: 67, certificationsDone: 2, daysLeft: 10 },
			]);
		},
	);

	example('back-up-configuration.json', 'compresses the exported configuration', async (file) => {
		const execution = await runExample(file);
		const [output] = getItems(execution, 'Compress');
		expect(output?.binary?.data?.fileName).toMatch(/^isc-configuration-\d{4}-\d\d-\d\d\.json\.gz$/);
		const bytes = await readBytes(stage.editor, output);
		const { objects } = JSON.parse(gunzipSync(bytes).toString()) as {
			objects: Array<{ self: { type: string } }>;
		};
		const { sources, transforms, identityProfiles, workflows } = stage.tenant.data;
		expect(objects).toHaveLength(
			sources.size + transforms.size + identityProfiles.size + workflows.size,
		);
	});

	example(
		'offboarding-disable-accounts.json',
		'disables the enabled accounts and lists the rejected ones',
		async (file) => {
			const { accounts, identities } = stage.tenant.data;
			const leaver = identities.at(7);
			const own = [...accounts].filter(({ identityId }) => identityId === leaver?.id);
			const [first, refused] = own;
			expect(own).toHaveLength(2);
			for (const { id } of own) accounts.update(id, { disabled: false });
			const done = accounts.add({ ...first!, id: undefined, name: 'gone', disabled: true });
			stage.tenant.faults.add({ path: `/accounts/v1/${refused?.id}/disable`, status: 403 });
			const execution = await runExample(file, { leaver: leaver?.alias });
			expect(execution.status).toBe('success');
			const rows = getItems(execution, 'Summary').map(({ json }) => json);
			const columns = ['person', 'result', 'count_account', 'concatenated_source'];
			expect(rows.map((row) => columns.map((column) => row[column]))).toEqual([
				[leaver?.alias, 'disabled', 1, first?.sourceName],
				[leaver?.alias, 'not disabled', 1, refused?.sourceName],
			]);
			expect(getItems(execution, 'Not Disabled')[0]?.json.reason).toMatch(/403/);
			expect(own.map(({ id }) => accounts.get(id)?.disabled)).toEqual([true, false]);
			const { requests } = stage.tenant.counters;
			expect(requests.filter(({ url }) => url.includes(done.id))).toEqual([]);
			expect(requests.filter(({ url }) => url.includes('/task-status/'))).not.toEqual([]);
		},
	);

	example('export-audit-events.json', 'exports more than 10,000 events', async (file) => {
		await withTenant({ identities: 20, accounts: 20, events: 12_000 }, async (tenant) => {
			const period = { from: '2022-01-03T09:00:00Z', to: '2025-06-01T00:00:00Z' };
			const execution = await runExample(file, { period }, tenant);
			const wanted = [...tenant.data.events].filter(
				({ created }) => created >= period.from && created < period.to,
			);
			expect(wanted.length).toBeGreaterThan(10_000);
			const [output] = getItems(execution, 'Export Audit Events');
			const lines = (await readBytes(stage.editor, output)).toString().trimEnd().split('\n');
			const ids = lines.map((line) => (JSON.parse(line) as { id: string }).id);
			expect(ids).toEqual(wanted.map(({ id }) => id));
			const counts = getItems(execution, 'Count by Type').map(({ json }) => json);
			expect(counts).toContainEqual({
				type: 'AUTH',
				count: wanted.filter(({ type }) => type === 'AUTH').length,
			});
			expect(counts.reduce((sum, { count }) => sum + Number(count), 0)).toBe(wanted.length);
		});
	});

	example(
		'expiring-access-tokens-alert.json',
		'lists the tokens that expire soon',
		async (file) => {
			const none = await runExample(file);
			expect(none.status).toBe('success');
			expect(none.runData).not.toHaveProperty('Alert');

			addRecords(stage.tenant);
			const [warning] = getItems(await runExample(file), 'Alert');
			expect(warning?.json.subject).toMatch(/^2 personal access tokens /);
			expect(String(warning?.json.text).split('\n')).toEqual([
				expect.stringMatching(/^Nightly export of \S+ expires on .*, in 3 days$/),
				expect.stringMatching(/^HR interface of \S+ expires on .*, in 11 days$/),
			]);
		},
	);

	describe('a long job', () => {
		const FILE = 'long-running-aggregation.json';
		const countStarts = () => countRequests('POST /sources/v1/:id/load-accounts');
		// The first check is of the node that starts the job.
		const wasCheckedInLoop = () => countRequests('GET /task-status/v1/:id') >= 3;
		const result = { source: 'Active Directory', status: 'SUCCESS', messages: [] };

		example(FILE, 'checks the job until it finishes', async (file) => {
			const execution = await runUntil(wasCheckedInLoop, runExample(file));
			expect(execution.runData['Check Job']?.length).toBeGreaterThan(1);
			expect(execution.runData.Result).toHaveLength(1);
			expect(getItems(execution, 'Result').map(({ json }) => json)).toMatchObject([result]);
			expect(execution.runData).not.toHaveProperty('Alert');
			expect(countStarts()).toBe(1);
		});

		it('that fails ends the loop with an alert', async () => {
			stage.tenant.options.jobs.failing = ['account-aggregation'];
			const execution = await runUntil(wasCheckedInLoop, runExample(FILE));
			expect(execution.status).toBe('success');
			expect(execution.runData['Check Job']?.length).toBeGreaterThan(1);
			expect(execution.runData).not.toHaveProperty('Result');
			expect(execution.runData.Alert).toHaveLength(1);
			const [alert] = getItems(execution, 'Alert');
			expect(alert?.json.subject).toBe("Aggregation of Active Directory didn't succeed");
			expect(alert?.json.text).toMatch(/ended as ERROR: .*the other side did not answer/);
			expect(countStarts()).toBe(1);
		});

		it('that takes too long ends the loop with an alert', async () => {
			stage.tenant.options.taskMs = ENDLESS_MS;
			const execution = await runExample(FILE, { maxChecks: 2 });
			expect(execution.status).toBe('success');
			expect(execution.runData['Check Job']).toHaveLength(2);
			expect(execution.runData).not.toHaveProperty('Result');
			expect(getItems(execution, 'Alert')[0]?.json.text).toMatch(/is still running/);
			expect(countStarts()).toBe(1);
		});

		it('leaves the execution waiting between two checks, without a slot', async () => {
			stage.tenant.options.taskMs = 5000;
			// n8n stores executions that wait for more than 65 seconds.
			const waiting = await runExample(FILE, { waitSeconds: 66 });
			expect(waiting.status).toBe('waiting');
			expect(waiting.runData).not.toHaveProperty('Check Job');
			const read = () => stage.editor.execution(waiting.id);
			await waitUntil(async () => !['waiting', 'running'].includes((await read()).status), 240_000);
			const execution = await read();
			expect(execution.status).toBe('success');
			expect(execution.runData['Check Job']).toHaveLength(1);
			expect(getItems(execution, 'Result').map(({ json }) => json)).toMatchObject([result]);
			expect(countStarts()).toBe(1);
		}, 300_000);
	});

	example('update-access-profile.json', 'updates an access profile', async (file) => {
		const profile = stage.tenant.data.accessProfiles.at(1);
		stage.tenant.data.accessProfiles.update(profile?.id ?? '', { requestable: false });
		const execution = await runExample(file, { accessProfile: profile?.name });
		expect(execution.status).toBe('success');
		expect(stage.tenant.data.accessProfiles.get(profile?.id ?? '')).toMatchObject({
			name: profile?.name,
			description: 'Reviewed by the access team',
			requestable: true,
		});
	});

	example(
		'load-accounts-from-csv.json',
		'uploads a file and waits for the aggregation',
		async (file) => {
			const before = stage.tenant.data.accounts.size;
			const good = await runExample(file);
			const [task] = getItems(good, 'Load Accounts');
			expect(good.status).toBe('success');
			expect(task?.json).toMatchObject({ completionStatus: 'SUCCESS' });
			expect(stage.tenant.data.accounts.size).toBe(before + 2);
			const loaded = [...stage.tenant.data.accounts].slice(-2);
			expect(loaded.map(({ name, sourceName }) => [name, sourceName])).toEqual([
				['amara.okafor', 'HR Roster'],
				['liv.berg', 'HR Roster'],
			]);

			stage.tenant.options.jobs.failing = ['account-aggregation'];
			const bad = await runExample(file);
			expect(bad.status).toBe('error');
			expect(bad.error?.message).toMatch(/ended as ERROR/);
		},
	);

	example('download-report.json', 'waits for the report and downloads it', async (file) => {
		const RESULT = 'GET /reports/v1/:id/result';
		// The first check doesn't find it finished.
		const execution = await runUntil(() => countRequests(RESULT) >= 2, runExample(file));
		const [report] = getItems(execution, 'Run Report');
		expect(execution.status).toBe('success');
		expect(report?.binary?.data).toMatchObject({ fileName: 'IDENTITIES.csv' });
		const [head, ...rows] = await readCsv(stage.editor, report);
		expect(head).toBe('Display Name,Alias,Email');
		expect(rows).toHaveLength(100);
		const { requests } = stage.tenant.counters;
		expect(requests.filter(({ url }) => url === '/reports/v1/run')).toMatchObject([
			{ body: { reportType: 'IDENTITIES', arguments: { correlatedOnly: true } } },
		]);
	});

	example('http-request-node.json', "calls the API with n8n's own node", async (file) => {
		const execution = await runExample(file, { apiUrl: stage.tenant.url });
		expect(execution.status).toBe('success');
		expect(getItems(execution, 'Get Public Identities')).toHaveLength(10);
	});

	it('are all tested, here or with the events', async () => {
		const all = await listExampleFiles();
		const byEvent = await Promise.all(
			all.map(async (file) => startsByEvent(await readExample(file))),
		);
		expect([...tested].sort()).toEqual(all.filter((_file, index) => !byEvent[index]));
	});
});
