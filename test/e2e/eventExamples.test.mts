import { randomUUID } from 'node:crypto';

import { listExampleFiles, readExample, startsByEvent } from '../../demo/examples.mts';
import { usePublished } from './support/publishedWorkflows.mts';
import { readBytes } from './support/files.mts';
import { useStage } from './support/fixture.mts';
import { getItems } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 60, accounts: 60 }, triggerDeadlineMs: 10_000 });
const { publishExample, executions, answerTo } = usePublished(stage);

const tested = new Set<string>();

/** The tests of one example. */
function example(file: string, tests: (file: string) => void) {
	tested.add(file);
	describe(file, () => tests(file));
}

/** What an example tells of each event that started it, in the order of the events. */
const alerts = async (id: string, count: number) =>
	(await executions(id, count)).map((execution) => {
		expect(execution.status).toBe('success');
		return getItems(execution, 'Alert').map(({ json }) => json);
	});

const pointer = ({ id, name }: { id: string; name: string }) => ({ type: 'IDENTITY', id, name });

example('auto-approve-access-requests.json', (file) => {
	type Item = { name: string; type?: string; operation?: string; comment?: string | null };

	/** A request by one identity for others. */
	const request = (by: number, persons: number[], ...items: Item[]) => {
		const { identities } = stage.tenant.data;
		return {
			accessRequestId: randomUUID(),
			requestedFor: persons.map((index) => pointer(identities.at(index)!)),
			requestedBy: pointer(identities.at(by)!),
			requestedItems: items.map((item) => ({
				id: randomUUID(),
				type: 'ACCESS_PROFILE',
				operation: 'Add',
				comment: 'Needed for the audit',
				...item,
			})),
		};
	};
	const answer = async (...parameters: Parameters<typeof request>) => {
		const { output, error } = await answerTo(
			'idn:access-request-pre-approval',
			request(...parameters),
		);
		expect(error).toBeNull();
		return output;
	};
	const listed = { name: 'Ledger Reader' };
	const other = { name: 'Payments Approver' };

	it('decides by allow list, reason, and manager', async () => {
		const { identities } = stage.tenant.data;
		// The first eight people report to the one at the top.
		const [manager, person, colleague] = [identities.at(0)!, identities.at(1)!, identities.at(2)!];
		const id = await publishExample(file);
		const policy = 'access.policy';

		expect(await answer(1, [1], listed, { name: 'Finance Access' })).toEqual({
			approved: true,
			comment: 'Approved by policy: Ledger Reader, Finance Access',
			approver: policy,
		});
		for (const comment of [null, undefined, ' ']) {
			expect(await answer(1, [1], other, { ...listed, comment })).toEqual({
				approved: false,
				comment: 'Please request again with a reason for Ledger Reader',
				approver: policy,
			});
		}
		expect(await answer(1, [1], { ...other, operation: 'Remove', comment: null })).toMatchObject({
			approved: true,
			approver: policy,
		});
		const refused = {
			approved: false,
			comment: `Payments Approver must be requested by the manager: ${manager.name}`,
			approver: policy,
		};
		expect(await answer(1, [1], listed, other)).toEqual(refused);
		expect(await answer(0, [1, 2], listed, other)).toEqual({
			approved: true,
			comment: `Requested by ${manager.name}, the manager of ${person.name}, ${colleague.name}`,
			approver: manager.alias,
		});
		// A role may have the name of an access profile, and one of several people another manager.
		expect(await answer(1, [1], { ...listed, type: 'ROLE' })).toMatchObject({ approved: false });
		expect(await answer(0, [1, 9], other)).toEqual({
			...refused,
			comment: `${refused.comment}, ${person.name}`,
		});
		expect(await answer(0, [0], other)).toMatchObject({
			approved: false,
			comment: expect.stringContaining(`no manager is known for ${manager.name}`) as string,
		});

		const [first] = await executions(id, 10);
		expect(getItems(first!, 'Decision')).toHaveLength(1);
		expect(first!.lastNodeExecuted).toBe('Decision');
		expect(first!.runData).not.toHaveProperty('Get Identity');
	});

	it('denies when the workflow fails', async () => {
		const { tenant } = stage;
		const id = await publishExample(file);
		tenant.faults.add({ path: '/identities/v1/', status: 403 });
		expect(await answer(0, [1], other)).toEqual({
			approved: false,
			comment: 'No decision could be made automatically: please try again later',
			approver: 'access.policy',
		});
		expect((await executions(id, 1))[0]).toMatchObject({ status: 'error' });
	});
});

example('notify-on-identity-deactivation.json', (file) => {
	it('alerts on deactivated identities only', async () => {
		const { data, triggers } = stage.tenant;
		const people = [...data.identities].filter(
			({ lifecycleState, managerRef }) => lifecycleState?.stateName === 'active' && managerRef,
		);
		const [leaver, mover, other] = [people[0]!, people[1]!, people[2]!];
		const changed = (identity: typeof leaver, ...changes: Array<Record<string, unknown>>) =>
			triggers.emit('idn:identity-attributes-changed', { identity: pointer(identity), changes });
		const state = (newValue: string, oldValue: string | null) => ({
			attribute: 'cloudLifecycleState',
			oldValue,
			newValue,
		});
		const id = await publishExample(file);

		expect(changed(mover, { attribute: 'department', oldValue: 'A', newValue: 'B' })).toEqual([]);
		expect(changed(mover, state('active', 'inactive'))).toEqual([]);
		expect(changed(mover, { ...state('inactive', 'active'), attribute: 'costCenter' })).toEqual([]);
		// As it happens: the state is one of several changes of the identity.
		data.identities.update(leaver.id, {
			attributes: { ...leaver.attributes, department: 'Archive', cloudLifecycleState: 'inactive' },
		});
		await triggers.settled();
		expect(await alerts(id, 1)).toEqual([
			[
				{
					subject: `${leaver.name} is inactive`,
					text: [
						`${leaver.name} (${leaver.alias}) changed from active to inactive.`,
						'Department: Archive',
						`Manager: ${leaver.managerRef!.name}`,
					].join('\n'),
				},
			],
		]);

		data.identities.update(other.id, { managerRef: null, attributes: {} });
		await triggers.settled();
		changed(other, state('terminated', null));
		await triggers.settled();
		const [, [alert]] = (await alerts(id, 2)) as [unknown, Array<Record<string, unknown>>];
		expect(alert).toEqual({
			subject: `${other.name} is terminated`,
			text: [
				`${other.name} (${other.alias}) changed from no state to terminated.`,
				'Department: unknown',
				'Manager: none',
			].join('\n'),
		});
	});
});

example('failed-aggregation-alert.json', (file) => {
	it('alerts on aggregations that failed or have errors only', async () => {
		const { data, triggers } = stage.tenant;
		const source = data.sources.at(0)!;
		const aggregated = async (more: Record<string, unknown>) => {
			const invocations = triggers.emit('idn:account-aggregation-completed', {
				source: { type: 'SOURCE', id: source.id, name: source.name },
				status: 'Success',
				started: '2025-03-04T05:10:00.120Z',
				completed: '2025-03-04T05:11:42.480Z',
				errors: [],
				warnings: [],
				stats: { scanned: 412, unchanged: 398, changed: 9, added: 5, removed: 2 },
				...more,
			});
			await triggers.settled();
			return invocations.length;
		};
		const id = await publishExample(file);

		expect(await aggregated({})).toBe(0);
		expect(await aggregated({ errors: null, warnings: ['A row was left out'] })).toBe(0);
		expect(await aggregated({ status: 'Failed', errors: ['No connection'], warnings: null })).toBe(
			1,
		);
		const warnings = Array.from({ length: 12 }, (_, row) => `Row ${row} was left out`);
		expect(await aggregated({ errors: ['Row 13 has no name', 'Row 14 is cut'], warnings })).toBe(1);
		const gone = { type: 'SOURCE', id: randomUUID().replaceAll('-', ''), name: 'Old Directory' };
		expect(await aggregated({ source: gone, status: 'Terminated', errors: null })).toBe(1);

		const facts = [
			'From 2025-03-04T05:10:00.120Z to 2025-03-04T05:11:42.480Z',
			'Accounts: 412 read, 5 added, 9 changed, 2 removed',
		];
		const owned = `Source: ${source.name}, owner: ${source.owner.name}`;
		const text = (...lines: string[]) => lines.join('\n');
		expect(await alerts(id, 3)).toEqual([
			[
				{
					subject: `Aggregation of ${source.name}: Failed`,
					text: text(owned, ...facts, 'Errors:', '- No connection'),
				},
			],
			[
				{
					subject: `Aggregation of ${source.name}: 2 errors`,
					text: text(
						owned,
						...facts,
						...['Errors:', '- Row 13 has no name', '- Row 14 is cut', 'Warnings:'],
						...warnings.slice(0, 10).map((line) => `- ${line}`),
						'- and 2 more',
					),
				},
			],
			[
				{
					subject: 'Aggregation of Old Directory: Terminated',
					text: text('Source: Old Directory, owner: unknown', ...facts),
				},
			],
		]);
	});
});

example('export-changed-identities.json', (file) => {
	it('writes changed identities to a CSV file', async () => {
		// Asked for the first time, it looks back to a date here, lest the test has to wait for a night.
		const id = await publishExample(file, ({ nodes }) => {
			const { parameters } = nodes.find(({ name }) => name === 'Changed Identities')!;
			Object.assign(parameters.options as object, { startFrom: 'date', startDate: '2000-01-01' });
		});
		const [execution] = await executions(id, 1);
		const written = await readBytes(stage.editor, getItems(execution!, 'Convert to CSV')[0]);
		// n8n's own node puts a byte order mark in front.
		const [head, ...rows] = written.toString().replace('\uFEFF', '').trimEnd().split('\n');
		expect(head).toBe(
			'id,name,displayName,email,attributes.department,attributes.cloudLifecycleState,modified',
		);
		const ids = new Set(rows.map((row) => row.split(',')[0]));
		expect(rows).toHaveLength(stage.tenant.options.counts.identities);
		expect(ids.size).toBe(rows.length);
		for (const known of ids) expect(stage.tenant.data.identities.get(known!)).toBeDefined();
	});
});

test('all examples that start with an event are tested here', async () => {
	const byEvent: string[] = [];
	for (const file of await listExampleFiles()) {
		if (startsByEvent(await readExample(file))) byEvent.push(file);
	}
	expect([...tested].sort()).toEqual(byEvent);
});
