import { anything, listOf, map, orNull, record, reference, string } from '../jsonSchema.mts';
import type { TriggerDefinition } from '../types.mts';

const identity = reference('IDENTITY');
const person = { type: 'IDENTITY', id: '5b1f0c7c3f0e4d6d9a3a1c2b7d8e9f02', name: 'Tomas Okafor' };
const table = orNull(record({ count: string, noun: string, preview: listOf(listOf(string)) }));

/** The triggers of identities, and the scheduled search. */
export const identityTriggers: TriggerDefinition[] = [
	{
		id: 'idn:identity-created',
		name: 'Identity Created',
		description: 'A new identity is there.',
		input: record({ identity, attributes: map }),
		exampleInput: {
			identity: person,
			attributes: {
				firstname: 'Tomas',
				lastname: 'Okafor',
				department: 'Claims',
				cloudLifecycleState: 'prehire',
			},
		},
	},
	{
		id: 'idn:identity-attributes-changed',
		name: 'Identity Attributes Changed',
		description: 'Attributes of an identity are not what they were.',
		input: record({
			identity,
			changes: listOf(record({ attribute: string, 'oldValue?': anything, 'newValue?': anything })),
		}),
		exampleInput: {
			identity: person,
			changes: [
				{ attribute: 'department', oldValue: 'Claims', newValue: 'Underwriting' },
				{ attribute: 'cloudLifecycleState', oldValue: 'prehire', newValue: 'active' },
				{
					attribute: 'manager',
					oldValue: null,
					newValue: {
						type: 'IDENTITY',
						id: '5b1f0c7c3f0e4d6d9a3a1c2b7d8e9f03',
						name: 'Ines Halvorsen',
					},
				},
			],
		},
	},
	{
		id: 'idn:saved-search-complete',
		name: 'Scheduled Search',
		description: 'A search has run on its schedule and its report can be fetched.',
		input: record({
			fileName: string,
			ownerEmail: string,
			ownerName: string,
			query: string,
			searchName: string,
			searchResults: record({ 'Account?': table, 'Entitlement?': table, 'Identity?': table }),
			signedS3Url: string,
		}),
		exampleInput: {
			fileName: 'Leavers.zip',
			ownerEmail: 'ines.halvorsen@acme.example',
			ownerName: 'Ines Halvorsen',
			query: 'attributes.cloudLifecycleState:inactive',
			searchName: 'Leavers',
			searchResults: {
				Account: null,
				Entitlement: null,
				Identity: {
					count: '2',
					noun: 'identities',
					preview: [
						['Name', 'Department'],
						['Tomas Okafor', 'Claims'],
						['Priya Lange', 'Underwriting'],
					],
				},
			},
			// The link is valid for 15 minutes.
			signedS3Url:
				'https://reports.acme.example/Leavers.zip?X-Amz-Expires=899&X-Amz-Signature=0a1b2c',
		},
	},
];
