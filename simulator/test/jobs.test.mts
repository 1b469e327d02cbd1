import type { OptionsInput } from '../src/server.mts';
import { UNKNOWN_STATE } from '../src/resources/jobs/job.mts';
import { closeSimulators, open, session } from './helpers.mts';
import { send } from './jobFamilies.mts';
import type { Body, Family } from './jobFamilies.mts';
import { others } from './jobServices.mts';
import { tasks } from './jobTasks.mts';

afterAll(closeSimulators);

const HOW_LONG = 1_000;

/** Starts a job on a tenant whose clock stands still until the test moves it. */
async function started(one: Family, options: OptionsInput = {}) {
	let now = Date.parse('2026-01-05T08:00:00Z');
	const tenant = await open({ now: () => now, taskMs: HOW_LONG, ...options });
	const api = await session(tenant);
	const { status, body } = await one.start(tenant, api);
	expect([200, 201, 202]).toContain(status);
	const answer = body as Body;
	const taskId = String((answer.task as Body | undefined)?.id ?? answer.taskId ?? answer.id);
	const path = one.poll?.({ tenant, api, answer }) ?? `/task-status/v1/${taskId}`;
	const read = async () => (await send(api, 'GET', path)).body;
	const stateIn =
		one.state ?? (one.poll ? (all: Body) => all.status : (all: Body) => all.completionStatus);
	return {
		tenant,
		api,
		read,
		state: async () => stateIn(await read()),
		wait: (ms: number) => (now += ms),
	};
}

const statesOf = (one: Family) => one.states ?? [null, null, 'SUCCESS', 'ERROR'];
const complaintOf = (one: Family) =>
	one.complaint ?? (({ messages }: Body) => (messages as { key: string }[])[0]?.key);
const all = [...tasks, ...others].map((one) => [one.what, one] as const);

test.each(all)('%s follows the clock from start to end', async (_what, one) => {
	const [waiting, working, done] = statesOf(one);
	const { state, wait, read } = await started(one);
	expect(await state()).toBe(waiting);
	wait(HOW_LONG / 2);
	expect(await state()).toBe(working);
	wait(HOW_LONG / 2 - 1);
	expect(await state()).toBe(working);
	wait(1);
	expect(await state()).toBe(done);
	if (!one.silent) expect(complaintOf(one)(await read()) || undefined).toBeUndefined();
});

test.each(all)('%s fails on request, with a reason if it has one', async (_what, one) => {
	const [waiting, , , failed] = statesOf(one);
	const { state, wait, read } = await started(one, { jobs: { failing: [one.family] } });
	expect(await state()).toBe(waiting);
	wait(HOW_LONG);
	expect(await state()).toBe(failed);
	if (!one.silent) expect(complaintOf(one)(await read())).toContain('did not succeed');
});

test.each(all)('%s starts in an undocumented state on request', async (_what, one) => {
	const { state, wait } = await started(one, { jobs: { unknownState: true } });
	expect(await state()).toBe(UNKNOWN_STATE);
	wait(HOW_LONG / 4);
	expect(await state()).toBe(statesOf(one)[0]);
});

test.each([
	['sod-report=TEMP_ERROR', 'SOD report of a policy', 'TEMP_ERROR', 'TempError'],
	['account-aggregation=TEMPERROR', 'load-accounts', 'TEMPERROR', 'Temperror'],
	['account-aggregation=WARNING', 'load-accounts', 'WARNING', 'Warning'],
	['machine-lifecycle=REJECTED', 'machine-identities lifecycle-actions', 'REJECTED', 'Rejected'],
	['workflow=Canceled', 'workflow run', 'Canceled', 'CANCELED'],
] as const)('%s ends as named, or as written elsewhere', async (failing, what, named, odd) => {
	const one = [...tasks, ...others].find((family) => family.what === what)!;
	for (const [spelling, expected] of [
		['documented', named],
		['odd', odd],
	] as const) {
		const { state, wait } = await started(one, { jobs: { failing: [failing], spelling } });
		wait(HOW_LONG);
		expect(await state()).toBe(expected);
	}
});

test('writes a success in the odd spelling', async () => {
	const one = tasks.find(({ family }) => family === 'identity-profile-deletion')!;
	const { state, wait } = await started(one, { jobs: { spelling: 'odd' } });
	wait(HOW_LONG);
	expect(await state()).toBe('Success');
});

test('decides at the start whether a job fails', async () => {
	const one = tasks[0]!;
	const { tenant, state, wait } = await started(one);
	tenant.options.jobs.failing = ['account-aggregation'];
	wait(HOW_LONG);
	expect(await state()).toBe('SUCCESS');
});

test('changes nothing if a job fails, but does if it ends with a warning', async () => {
	const at = async (failing: NonNullable<OptionsInput['jobs']>['failing'], what: string) => {
		const one = tasks.find((family) => family.what === what)!;
		return (await started(one, { jobs: { failing } })).tenant.data;
	};
	const loaded = async (failing: NonNullable<OptionsInput['jobs']>['failing']) =>
		[...(await at(failing, 'load-accounts')).accounts].some(
			({ nativeIdentity }) => nativeIdentity === 'n-1',
		);
	expect(await loaded([])).toBe(true);
	expect(await loaded(['account-aggregation=WARNING'])).toBe(true);
	expect(await loaded(['account-aggregation'])).toBe(false);
	expect((await at(['source-deletion'], 'DELETE sources')).sources.size).toBe(5);
	expect((await at(['account-removal'], 'remove-accounts')).accounts.size).toBe(1000);
	expect((await at([], 'remove-accounts')).accounts.size).toBe(500);
	expect((await at(['account-change'], 'accounts disable')).accounts.at(0)!.disabled).toBe(
		(await at([], 'roles bulk-delete')).accounts.at(0)!.disabled,
	);
	expect((await at([], 'roles bulk-delete')).roles.size).toBe(59);
});
