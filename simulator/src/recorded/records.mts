/*
 * Records in the forms that were recorded from tenants. Names, IDs and details are invented. They lack fields that the
 * official documents require, have text for a boolean, an object for a list, dates in several forms, or null.
 */
const common = { org: 'acme-sb', pod: 'stg02-useast1' };

const event = {
	...common,
	created: '2025-02-11T08:14:22.105Z',
	actor: { name: 'a.tester' },
	target: { name: 'System' },
	operation: 'UPDATE',
	status: 'PASSED',
	synced: '2025-02-11T08:14:22.811Z',
	_type: 'event',
};

export const records = {
	'event with a hash as ID': {
		...event,
		id: '6b4e0f4e3a9c2d1b8f7a6c5d4e3b2a190f8e7d6c5b4a39281706f5e4d3c2b1a0',
		action: 'USER_PASSWORD_UPDATE_PASSED',
		type: 'PASSWORD_ACTIVITY',
		ipAddress: '',
		details: '',
		attributes: { sourceName: 'SailPoint', scope: '["sp:scopes:all"]' },
		objects: ['PASSWORD'],
		_version: 'v7',
	},
	'event without an ID': {
		...event,
		action: 'UPDATE',
		type: 'SYSTEM_CONFIG',
		attributes: { scope: ['sp:scopes:all'] },
		objects: ['CONFIG'],
		_version: 'v7',
	},
	'event without a version': {
		...event,
		id: '4f8d3d4e-8a5c-4f7e-9a2d-2e0f7c1b6a11',
		action: 'AUTHENTICATION-103',
		type: 'AUTH',
		target: {},
		attributes: { scope: ['sp:scopes:all'], owners: '[{"id":"aa"}]' },
	},
	'identity that is synchronized late': {
		id: '2c9180868c1e4d0a018c2222aaaa1111',
		name: 'Kim.Sample',
		created: '2024-10-02T09:00:11.301Z',
		modified: '2024-12-13T02:49:14.520Z',
		synced: '2024-12-13T06:10:31.772Z',
		employeeNumber: null,
		manager: null,
		attributes: { uid: 'Kim.Sample' },
		accounts: [{ id: 'aa01', name: 'Kim.Sample', entitlementAttributes: null }],
		owns: [],
		tags: null,
	},
	'identity whose owns is an object': {
		id: '2c9180868c1e4d0a018c3333bbbb2222',
		name: 'Lou.Sample',
		created: '2021-05-11T12:00:00Z',
		owns: { roles: [{ id: 'cc01', name: 'Helpdesk' }] },
		tags: [],
	},
	'entitlement with text for a boolean': {
		id: '2c9180868c1e4d0a018c4444cccc3333',
		name: 'CN=Readers,OU=Groups',
		value: 'CN=Readers,OU=Groups',
		containsDataAccess: 'false',
		schema: null,
		tags: null,
		created: '2020-02-04T21:38:32Z',
	},
	'account activity': {
		id: '5d00000000000000000000000000aa10',
		action: 'Access Request',
		origin: null,
		stage: 'Completed',
		sources: 'Active Directory',
		approvals: [{ comments: [], attributeRequest: { name: 'memberOf', value: ['CN=Readers'] } }],
	},
	'match in a nested list': {
		access: { id: 'bb01', name: 'Payroll Reader', type: 'ROLE' },
		_type: 'access',
		_originalType: 'identity',
	},
	'uncorrelated account': {
		id: 'aa01',
		name: 'Kim.Sample',
		identityId: null,
		attributes: { accountFlags: ['Normal User Account'] },
		uncorrelated: true,
		identity: null,
		features: null,
	},
	'entitlement of an identity': { objectRef: null, tags: null },
};
