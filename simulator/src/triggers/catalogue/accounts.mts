import {
	anything,
	listOf,
	map,
	oneOf,
	orNull,
	record,
	reference,
	string,
	dateTime,
	integer,
} from '../jsonSchema.mts';
import type { TriggerDefinition } from '../types.mts';

const source = reference('SOURCE');
const identity = reference('IDENTITY');
const aggregation = record({
	source,
	status: oneOf('Success', 'Failed', 'Terminated'),
	started: dateTime,
	completed: dateTime,
	errors: orNull(listOf(string)),
	warnings: orNull(listOf(string)),
	stats: record({
		scanned: integer,
		unchanged: integer,
		changed: integer,
		added: integer,
		removed: integer,
	}),
});
const account = { id: string, name: string, nativeIdentity: string, type: oneOf('ACCOUNT') };

const directory = {
	type: 'SOURCE',
	id: '3c9e51d0a7b24c88b6f0d1e2c3b4a590',
	name: 'Branch Directory',
};
const owner = { type: 'IDENTITY', id: '5b1f0c7c3f0e4d6d9a3a1c2b7d8e9f02', name: 'Tomas Okafor' };
const ownersAccount = {
	type: 'ACCOUNT',
	id: '91f3d7a25c604be1a2b3c4d5e6f70812',
	name: 'tomas.okafor',
	nativeIdentity: 'CN=tomas.okafor,OU=People,DC=acme,DC=example',
	uuid: 'c2d8a1f4-0b6e-4f53-9a77-5d2e8c1b4f60',
};
const run = (started: string, completed: string) => ({
	source: directory,
	status: 'Success',
	started,
	completed,
	errors: [],
	warnings: ['A row without a name was left out'],
	stats: { scanned: 412, unchanged: 398, changed: 9, added: 5, removed: 2 },
});

/** The triggers of accounts and provisioning. */
export const accountTriggers: TriggerDefinition[] = [
	{
		id: 'idn:account-aggregation-completed',
		name: 'Account Aggregation Completed',
		description: 'The accounts of a source have been read, in whole or in part.',
		input: aggregation,
		exampleInput: run('2025-03-04T05:10:00.120Z', '2025-03-04T05:11:42.480Z'),
	},
	{
		id: 'idn:aggregation-accounts-collected',
		name: 'Accounts Collected for Aggregation',
		description: 'The accounts of a source have come in and are about to be processed.',
		input: aggregation,
		exampleInput: run('2025-03-04T05:10:00.120Z', '2025-03-04T05:10:31.900Z'),
	},
	{
		id: 'idn:account-attributes-changed',
		name: 'Account Attributes Changed',
		description: 'Reading a source has shown other attributes on an account than before.',
		input: record({
			identity,
			source,
			account: record({ ...account, uuid: orNull(string) }),
			changes: listOf(record({ attribute: string, oldValue: anything, newValue: anything })),
		}),
		exampleInput: {
			identity: owner,
			source: directory,
			account: ownersAccount,
			changes: [
				{ attribute: 'department', oldValue: 'Claims', newValue: 'Underwriting' },
				{ attribute: 'memberOf', oldValue: ['group-1'], newValue: ['group-1', 'group-7'] },
			],
		},
	},
	{
		id: 'idn:account-correlated',
		name: 'Account Correlated',
		description: 'An account has found its owner.',
		input: record({
			identity,
			source,
			account: record({ ...account, 'uuid?': orNull(string) }),
			attributes: map,
			'entitlementCount?': integer,
		}),
		exampleInput: {
			identity: owner,
			source: directory,
			account: ownersAccount,
			attributes: { department: 'Underwriting', memberOf: ['group-1', 'group-7'] },
			entitlementCount: 2,
		},
	},
	{
		id: 'idn:post-provisioning',
		name: 'Provisioning Action Completed',
		description: 'Something has been changed on a source, or could not be.',
		input: record({
			trackingNumber: string,
			sources: string,
			'action?': orNull(string),
			'errors?': orNull(listOf(string)),
			'warnings?': orNull(listOf(string)),
			recipient: identity,
			'requester?': orNull(identity),
			accountRequests: listOf(
				record({
					source,
					'accountId?': string,
					accountOperation: string,
					provisioningResult: oneOf('SUCCESS', 'PENDING', 'FAILED'),
					provisioningTarget: string,
					'ticketId?': orNull(string),
					'attributeRequests?': orNull(
						listOf(
							record({
								attributeName: string,
								'attributeValue?': orNull(string),
								operation: oneOf('Add', 'Set', 'Remove'),
							}),
						),
					),
				}),
			),
		}),
		exampleInput: {
			trackingNumber: 'e07c4b1f92d84a6f8b3c5d7e9f102a3b',
			sources: 'Branch Directory',
			action: 'IdentityRefresh',
			errors: [],
			warnings: [],
			recipient: owner,
			requester: null,
			accountRequests: [
				{
					source: directory,
					accountId: ownersAccount.nativeIdentity,
					accountOperation: 'Modify',
					provisioningResult: 'SUCCESS',
					provisioningTarget: 'Branch Directory',
					ticketId: null,
					attributeRequests: [
						{ attributeName: 'memberOf', attributeValue: 'group-7', operation: 'Add' },
					],
				},
			],
		},
	},
];
