import { mismatch } from '../schema.mts';
import type { Trigger, TriggerDefinition } from '../types.mts';
import { accessRequestTriggers } from './access-requests.mts';
import { accountTriggers } from './accounts.mts';
import { certificationTriggers } from './certifications.mts';
import { identityTriggers } from './identities.mts';
import { sourceTriggers } from './sources.mts';

const definitions = [
	...accessRequestTriggers,
	...accountTriggers,
	...certificationTriggers,
	...identityTriggers,
	...sourceTriggers,
];

function written(definition: TriggerDefinition): Trigger {
	const { id, name, description, input, exampleInput, answer } = definition;
	return {
		id,
		name,
		type: answer ? 'REQUEST_RESPONSE' : 'FIRE_AND_FORGET',
		description,
		inputSchema: JSON.stringify(input),
		exampleInput,
		outputSchema: answer ? JSON.stringify(answer.schema) : null,
		exampleOutput: answer?.example ?? null,
	};
}

/** Every trigger of a tenant, as the API writes it, by id. */
export const triggers: readonly Trigger[] = definitions
	.map(written)
	.sort((a, b) => (a.id < b.id ? -1 : 1));

/** The trigger with an id. */
export const findTrigger = (id: unknown): Trigger | undefined =>
	triggers.find((trigger) => trigger.id === id);

/** Why an output does not answer a trigger, or undefined when it does. */
export function outputProblem(triggerId: string, output: unknown): string | undefined {
	const answer = definitions.find(({ id }) => id === triggerId)?.answer;
	if (!answer) return undefined;
	const problem = mismatch(answer.schema, output);
	if (problem || output === null) return problem;
	// Of the fields that the schema asks for, the official examples leave out those that decide nothing.
	const absent = answer.decisive.find((field) => !(field in (output as object)));
	return absent && `"output.${absent}" is missing.`;
}
