import type { IDataObject } from 'n8n-workflow';

import { createCredential, getFailure } from './fixture.mts';
import { anyList } from './polledRecords.mts';
import { poller, tenant, usePolledTenant } from './pollFixtures.mts';
import { TriggerNode } from './triggerNode.mts';

usePolledTenant({ counts: { identities: 5, accounts: 5 } });

const asked = (path = '/') =>
	tenant().counters.requests.filter(({ url }) => url.startsWith(path) && !url.startsWith('/oauth'));

describe.each(['$vars.missing', 'null', '""', '"  "', '"undefined"', '"[object Object]"'])(
	'what %s gives',
	(source) => {
		const piece = `{{ ${source} }}`;
		const search = (more: IDataObject) => ({ event: 'searchQuery', dateField: 'created', ...more });
		const list = (more: IDataObject) => ({
			event: 'listOperation',
			...anyList('listAccountsV1'),
			dateField: 'created',
			...more,
		});
		test.each<[string, IDataObject]>([
			['Query', { event: 'auditEvent', query: `=${piece}` }],
			['Query', search({ query: `=name:"${piece}"` })],
			['Query', search({ query: `=name:${piece}*` })],
			['Indices', search({ indices: `=${piece}` })],
			['Date Field', search({ dateField: `=${piece}` })],
			['Filter Expression', { event: 'accountActivity', filters: `=${piece}` }],
			['Filter Expression', { event: 'accountActivity', filters: `=type eq "${piece}"` }],
			['Filter Expression', list({ filters: `=sourceId eq "${piece}"` })],
			['ID Field', list({ idField: `=${piece}` })],
			['List', { ...list({}), ...anyList(`=${piece}`) }],
			['Owner ID', { event: 'workItem', owner: `=${piece}` }],
			['Owner ID', { event: 'certificationDue', owner: `=${piece}` }],
			['Record Filter', { event: 'identityChanged', recordFilter: `=${piece}` }],
			['Look-Back', { event: 'identityChanged', options: { lookBack: `=${piece}` } }],
			['Longest Task', { event: 'taskCompleted', options: { longestTask: `=${piece}` } }],
		])('%s is refused before a request: %j', async (label, { event, ...parameters }) => {
			const { message } = await getFailure(poller(String(event), parameters).poll());
			expect(message).toContain(`'${label}' has no value: its expression returned nothing`);
			expect(asked()).toEqual([]);
		});

		test.each([`=${piece}`, `=$.changes[?(@.attribute != "${piece}")]`])(
			'the filter of a subscription is refused, and none is made: %s',
			async (filter) => {
				const node = new TriggerNode(createCredential(tenant()), 'idn:identity-created', {
					filter,
					options: { sendTestEvent: false },
				});
				const { message } = await getFailure(node.publish());
				expect(message).toContain("'Filter' has no value: its expression returned nothing");
				expect([...tenant().triggers.subscriptions.table]).toEqual([]);
			},
		);
	},
);

test.each<[string, string, IDataObject]>([
	['typed empty', '/search', { event: 'auditEvent', query: '' }],
	['given', '/search', { event: 'auditEvent', query: '=action:{{ "A" }}*' }],
	['without an owner', '/work-items', { event: 'workItem', owner: '' }],
])('sends the request as entered: %s', async (_what, path, { event, ...parameters }) => {
	await poller(String(event), parameters).poll();
	expect(asked(path).length).toBeGreaterThan(0);
});
