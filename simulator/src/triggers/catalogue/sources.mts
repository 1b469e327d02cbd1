import { map, oneOf, orNull, record, reference, string, dateTime } from '../jsonSchema.mts';
import type { TriggerDefinition } from '../types.mts';

/** Returns the three triggers for changes of a source differ only in the name of their date. */
function sourceTrigger(word: 'created' | 'updated' | 'deleted', when: string): TriggerDefinition {
	return {
		id: `idn:source-${word}`,
		name: `Source ${word.replace(/^./, (letter) => letter.toUpperCase())}`,
		description: `A source has been ${word}.`,
		input: record({
			id: string,
			name: string,
			type: string,
			[when]: dateTime,
			connector: string,
			actor: reference('IDENTITY'),
		}),
		exampleInput: {
			id: '3c9e51d0a7b24c88b6f0d1e2c3b4a590',
			name: 'Branch Directory',
			type: 'DIRECT_CONNECT',
			[when]: '2025-02-17T10:15:03.250Z',
			connector: 'active-directory-angularsc',
			actor: { type: 'IDENTITY', id: '5b1f0c7c3f0e4d6d9a3a1c2b7d8e9f01', name: 'Priya Lange' },
		},
	};
}

const health = record({
	message: string,
	resultType: string,
	status: oneOf('Succeeded', 'Failed'),
});

/** The triggers of sources and virtual appliances. */
export const sourceTriggers: TriggerDefinition[] = [
	sourceTrigger('created', 'created'),
	sourceTrigger('updated', 'modified'),
	sourceTrigger('deleted', 'deleted'),
	{
		id: 'idn:va-cluster-status-change',
		name: 'VA Cluster Status Change',
		description: 'A cluster of virtual appliances can no longer be reached, or can be again.',
		input: record({
			created: dateTime,
			type: oneOf('SOURCE', 'CLUSTER'),
			application: record({ id: string, name: string, attributes: orNull(map) }),
			healthCheckResult: health,
			previousHealthCheckResult: health,
		}),
		exampleInput: {
			created: '2025-05-20T03:12:44.010Z',
			type: 'CLUSTER',
			application: {
				id: 'd41e6a7b8c9d4e0fa1b2c3d4e5f60718',
				name: 'Branch appliances',
				attributes: null,
			},
			healthCheckResult: {
				message: 'No appliance answers',
				resultType: 'SOURCE_STATE_ERROR_CLUSTER',
				status: 'Failed',
			},
			previousHealthCheckResult: {
				message: 'All appliances answer',
				resultType: 'SOURCE_STATE_HEALTHY',
				status: 'Succeeded',
			},
		},
	},
];
