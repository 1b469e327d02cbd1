import type { Identity, Source } from '../../src/data/types.mts';
import { triggers } from '../../src/triggers/catalogue/catalogue.mts';
import { findMismatch } from '../../src/triggers/jsonSchema.mts';
import { call, closeSimulators, open, session } from '../helpers.mts';
import { changed, closeReceivers, receive, schemaIn, subscribe } from './receiver.mts';

afterAll(closeSimulators);
afterAll(closeReceivers);

/** A tenant of which every event of some triggers is noted, one path a trigger. */
async function watched(ids: string[], options: Parameters<typeof open>[0] = {}) {
	const tenant = await open({ taskMs: 0, triggerMetadata: 'documented', ...options });
	const api = await session(tenant);
	const { url, received } = await receive();
	for (const id of ids) await subscribe(api, id, `${url}/${id}`);
	const events = async () => {
		await tenant.triggers.settled();
		return received.splice(0).map(({ path, body }) => {
			const trigger = triggers.find(({ id }) => `/${id}` === path);
			// Whatever is sent is what the catalogue promises.
			const schema = schemaIn(trigger!.inputSchema);
			expect(findMismatch(schema, body)).toBeUndefined();
			for (const field of schema.required ?? []) expect(body).toHaveProperty(field);
			return { trigger: trigger?.id, body };
		});
	};
	return { tenant, api, events };
}

test('emits events over HTTP', async () => {
	const { tenant, events } = await watched([changed]);
	const post = (json: unknown) =>
		call<{ invocationIds: string[] }>(`${tenant.url}/_simulator/events`, { method: 'POST', json });
	const input = { identity: { type: 'IDENTITY', id: '1', name: 'Jo' }, changes: [] };
	const answer = await post({ triggerId: changed, input });
	expect(answer.status).toBe(201);
	expect(answer.body.invocationIds).toEqual([expect.any(String)]);
	expect(await events()).toEqual([{ trigger: changed, body: input }]);
	expect((await post({ triggerId: changed })).body.invocationIds).toHaveLength(1);
	expect((await events())[0]?.body).toHaveProperty('changes.0.attribute', 'department');
	expect((await post({ triggerId: 'idn:source-created' })).body.invocationIds).toEqual([]);
	for (const wrong of [{}, { triggerId: 'idn:nothing' }, { triggerId: changed, input: [] }]) {
		expect((await post(wrong)).status).toBe(400);
	}
	expect(await events()).toEqual([]);
});

test('emits the changes of an identity', async () => {
	const { tenant, events } = await watched([changed, 'idn:identity-created']);
	const { identities } = tenant.data;
	const person = identities.at(7) as Identity;
	const manager = identities.at(30) as Identity;
	const managerRef = { type: 'IDENTITY', id: manager.id, name: manager.name };
	const { id, name, attributes } = person;
	identities.update(id, {
		attributes: {
			...attributes,
			department: 'Vaults',
			motto: 'x'.repeat(500),
			location: undefined,
		},
		managerRef,
	});
	const [event, ...more] = await events();
	expect([event?.trigger, more]).toEqual([changed, []]);
	expect(event?.body.identity).toEqual({ type: 'IDENTITY', id, name });
	const changes = event?.body.changes as { attribute: string }[];
	expect(changes.sort((a, b) => (a.attribute < b.attribute ? -1 : 1))).toEqual([
		{ attribute: 'department', oldValue: attributes.department, newValue: 'Vaults' },
		{ attribute: 'location', oldValue: attributes.location, newValue: null },
		{ attribute: 'manager', oldValue: person.managerRef, newValue: managerRef },
		{ attribute: 'motto', oldValue: null, newValue: 'x'.repeat(450) },
	]);
	identities.update(id, { lastRefresh: '2026-01-01T00:00:00.000Z' });
	expect(await events()).toEqual([]);
	const fresh = identities.add({ ...person, name: 'New', id: undefined });
	expect(await events()).toMatchObject([
		{ trigger: 'idn:identity-created', body: { identity: { id: fresh.id, name: 'New' } } },
	]);
});

test('emits three events for the changes of a source', async () => {
	const words = ['created', 'updated', 'deleted'];
	const { tenant, api, events } = await watched(words.map((word) => `idn:source-${word}`));
	const owner = { type: 'IDENTITY', id: tenant.data.identities.idAt(3) };
	const json = { name: 'Vault', owner, connector: 'delimited-file-angularsc' };
	const { id } = (await api.post<Source>('/sources/v1', json)).body;
	const about = { id, connector: json.connector, type: 'DELIMITED_FILE' };
	const actor = { type: 'IDENTITY', id: tenant.data.identities.idAt(0) };
	const path = `/sources/v1/${id}`;
	const [created] = await events();
	expect(created).toMatchObject({
		trigger: 'idn:source-created',
		body: { ...about, name: 'Vault', actor, created: expect.any(String) },
	});
	await api.patch(path, [{ op: 'replace', path: '/name', value: 'Safe' }]);
	expect(await events()).toMatchObject([
		{ trigger: 'idn:source-updated', body: { ...about, name: 'Safe' } },
	]);
	await api.send('DELETE', path);
	expect(await events()).toMatchObject([
		{ trigger: 'idn:source-deleted', body: { ...about, name: 'Safe' } },
	]);
	tenant.reset();
	expect(await events()).toEqual([]);
});

test('emits an event at the end of an aggregation', async () => {
	const trigger = 'idn:account-aggregation-completed';
	const { tenant, api, events } = await watched([trigger], { taskMs: 50 });
	const id = tenant.data.sources.idAt(0);
	const native = tenant.data.accounts.at(0)?.nativeIdentity;
	const form = new FormData();
	const csv = `id,accountName\n${native},x\nn-1,new\n`;
	form.append('file', new Blob([csv], { type: 'text/csv' }), 'accounts.csv');
	expect((await api.send('POST', `/sources/v1/${id}/load-accounts`, { body: form })).status).toBe(
		202,
	);
	expect(await events()).toMatchObject([
		{
			trigger,
			body: {
				source: { type: 'SOURCE', id, name: 'HR Roster' },
				status: 'Success',
				stats: { scanned: 2, unchanged: 0, changed: 1, added: 1, removed: 0 },
			},
		},
	]);
});

test.each([
	['disable', 'Disable'],
	['enable', 'Enable'],
])('%s is a provisioning event', async (command, accountOperation) => {
	const { tenant, api, events } = await watched(['idn:post-provisioning']);
	const account = tenant.data.accounts.at(5);
	expect((await api.post(`/accounts/v1/${account?.id}/${command}`)).status).toBe(202);
	expect(await events()).toMatchObject([
		{
			body: {
				recipient: { id: account?.identityId },
				sources: account?.sourceName,
				accountRequests: [
					{
						source: { id: account?.sourceId },
						accountId: account?.nativeIdentity,
						accountOperation,
						provisioningResult: 'SUCCESS',
					},
				],
			},
		},
	]);
	await api.post(`/accounts/v1/${account?.id}/reload`);
	expect(await events()).toEqual([]);
});
