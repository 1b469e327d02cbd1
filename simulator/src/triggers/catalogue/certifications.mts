import { oneOf, orNull, record, string, dateTime, boolean, integer } from '../jsonSchema.mts';
import type { TriggerDefinition } from '../types.mts';

const campaignTypes = ['MANAGER', 'SOURCE_OWNER', 'SEARCH', 'ROLE_COMPOSITION'];
const reviewer = record({
	'id?': string,
	'name?': string,
	'email?': orNull(string),
	'type?': oneOf('IDENTITY', 'GOVERNANCE_GROUP'),
	'created?': orNull(dateTime),
	'modified?': orNull(dateTime),
});

/** Returns the three triggers for changes of a campaign differ only in its status. */
function campaignTrigger(
	step: { id: string; name: string; description: string },
	status: string,
	statuses: string[],
): TriggerDefinition {
	const unplanned = statuses.includes('STAGED');
	return {
		...step,
		input: record({
			campaign: record({
				id: string,
				name: string,
				description: string,
				created: dateTime,
				'modified?': orNull(dateTime),
				[unplanned ? 'deadline?' : 'deadline']: unplanned ? orNull(dateTime) : dateTime,
				type: oneOf(...campaignTypes),
				campaignOwner: record({ id: string, displayName: string, email: string }),
				status: oneOf(...statuses),
			}),
		}),
		exampleInput: {
			campaign: {
				id: 'b64d0e8f1c2a4d719e3f5a6b7c8d9e01',
				name: 'Spring review',
				description: 'Managers look at what their people may do',
				created: '2025-04-01T07:30:00.000Z',
				modified: '2025-04-01T07:45:12.000Z',
				deadline: '2025-04-30T22:00:00.000Z',
				type: 'MANAGER',
				campaignOwner: {
					id: '5b1f0c7c3f0e4d6d9a3a1c2b7d8e9f03',
					displayName: 'Ines Halvorsen',
					email: 'ines.halvorsen@acme.example',
				},
				status,
			},
		},
	};
}

/** The triggers of campaigns and certifications. */
export const certificationTriggers: TriggerDefinition[] = [
	campaignTrigger(
		{
			id: 'idn:campaign-generated',
			name: 'Campaign Generated',
			description: 'A campaign is put together and could begin.',
		},
		'STAGED',
		['STAGED', 'ACTIVATING', 'ACTIVE'],
	),
	campaignTrigger(
		{
			id: 'idn:campaign-activated',
			name: 'Campaign Activated',
			description: 'A campaign has begun.',
		},
		'ACTIVE',
		['ACTIVE'],
	),
	campaignTrigger(
		{ id: 'idn:campaign-ended', name: 'Campaign Ended', description: 'A campaign is over.' },
		'COMPLETED',
		['COMPLETED'],
	),
	{
		id: 'idn:certification-signed-off',
		name: 'Certification Signed Off',
		description: 'A reviewer has signed a certification.',
		input: record({
			certification: record({
				id: string,
				name: string,
				created: dateTime,
				'modified?': orNull(dateTime),
				campaignRef: record({
					id: string,
					name: string,
					type: oneOf('CAMPAIGN'),
					campaignType: oneOf(...campaignTypes, 'MACHINE_ACCOUNT'),
					description: orNull(string),
					correlatedStatus: oneOf('CORRELATED', 'UNCORRELATED'),
					mandatoryCommentRequirement: oneOf(
						'ALL_DECISIONS',
						'REVOKE_ONLY_DECISIONS',
						'NO_DECISIONS',
					),
				}),
				phase: oneOf('STAGED', 'ACTIVE', 'SIGNED'),
				due: dateTime,
				signed: dateTime,
				reviewer,
				'reassignment?': orNull(
					record({
						'from?': record({
							'id?': string,
							'name?': string,
							'type?': oneOf('CERTIFICATION'),
							'reviewer?': reviewer,
						}),
						'comment?': string,
					}),
				),
				hasErrors: boolean,
				'errorMessage?': orNull(string),
				completed: boolean,
				decisionsMade: integer,
				decisionsTotal: integer,
				entitiesCompleted: integer,
				entitiesTotal: integer,
			}),
		}),
		exampleInput: {
			certification: {
				id: 'b64d0e8f1c2a4d719e3f5a6b7c8d9e44',
				name: 'Spring review of Ines Halvorsen',
				created: '2025-04-01T07:30:20.000Z',
				modified: '2025-04-11T13:02:55.000Z',
				campaignRef: {
					id: 'b64d0e8f1c2a4d719e3f5a6b7c8d9e01',
					name: 'Spring review',
					type: 'CAMPAIGN',
					campaignType: 'MANAGER',
					description: null,
					correlatedStatus: 'CORRELATED',
					mandatoryCommentRequirement: 'NO_DECISIONS',
				},
				phase: 'SIGNED',
				due: '2025-04-30T22:00:00.000Z',
				signed: '2025-04-11T13:02:55.000Z',
				reviewer: {
					id: '5b1f0c7c3f0e4d6d9a3a1c2b7d8e9f03',
					name: 'Ines Halvorsen',
					email: 'ines.halvorsen@acme.example',
					type: 'IDENTITY',
				},
				reassignment: null,
				hasErrors: false,
				errorMessage: null,
				completed: true,
				decisionsMade: 31,
				decisionsTotal: 31,
				entitiesCompleted: 6,
				entitiesTotal: 6,
			},
		},
	},
];
