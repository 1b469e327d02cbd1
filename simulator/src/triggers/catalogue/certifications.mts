import { oneOf, orNull, record, text, time, truth, whole } from '../jsonSchema.mts';
import type { TriggerDefinition } from '../types.mts';

const campaignTypes = ['MANAGER', 'SOURCE_OWNER', 'SEARCH', 'ROLE_COMPOSITION'];
const reviewer = record({
	'id?': text,
	'name?': text,
	'email?': orNull(text),
	'type?': oneOf('IDENTITY', 'GOVERNANCE_GROUP'),
	'created?': orNull(time),
	'modified?': orNull(time),
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
				id: text,
				name: text,
				description: text,
				created: time,
				'modified?': orNull(time),
				[unplanned ? 'deadline?' : 'deadline']: unplanned ? orNull(time) : time,
				type: oneOf(...campaignTypes),
				campaignOwner: record({ id: text, displayName: text, email: text }),
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
				id: text,
				name: text,
				created: time,
				'modified?': orNull(time),
				campaignRef: record({
					id: text,
					name: text,
					type: oneOf('CAMPAIGN'),
					campaignType: oneOf(...campaignTypes, 'MACHINE_ACCOUNT'),
					description: orNull(text),
					correlatedStatus: oneOf('CORRELATED', 'UNCORRELATED'),
					mandatoryCommentRequirement: oneOf(
						'ALL_DECISIONS',
						'REVOKE_ONLY_DECISIONS',
						'NO_DECISIONS',
					),
				}),
				phase: oneOf('STAGED', 'ACTIVE', 'SIGNED'),
				due: time,
				signed: time,
				reviewer,
				'reassignment?': orNull(
					record({
						'from?': record({
							'id?': text,
							'name?': text,
							'type?': oneOf('CERTIFICATION'),
							'reviewer?': reviewer,
						}),
						'comment?': text,
					}),
				),
				hasErrors: truth,
				'errorMessage?': orNull(text),
				completed: truth,
				decisionsMade: whole,
				decisionsTotal: whole,
				entitiesCompleted: whole,
				entitiesTotal: whole,
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
