import { findMismatch } from '../jsonSchema.mts';
import type { Schema } from '../jsonSchema.mts';
import type { Trigger, TriggerDefinition } from '../types.mts';
import { accessRequestTriggers } from './accessRequests.mts';
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

/** Returns a schema in the form of tenants: a definition, and a reference to it. */
function schemaText(name: string, what: string, schema: Schema): string {
	const key = `record:${name.replaceAll(' ', '')}${what}`;
	return JSON.stringify({ definitions: { [key]: schema }, $ref: `#/definitions/${key}` });
}

function written(definition: TriggerDefinition): Trigger {
	const { id, name, description, input, exampleInput, answer } = definition;
	return {
		id,
		name,
		type: answer ? 'REQUEST_RESPONSE' : 'FIRE_AND_FORGET',
		description,
		inputSchema: schemaText(name, 'Input', input),
		exampleInput,
		outputSchema: answer ? schemaText(name, 'Output', answer.schema) : null,
		exampleOutput: answer?.example ?? null,
	};
}

/** All triggers in the form of the API, by ID. */
export const triggers: readonly Trigger[] = definitions
	.map(written)
	.sort((a, b) => (a.id < b.id ? -1 : 1));

/** Returns the trigger with an id. */
export const findTrigger = (id: unknown): Trigger | undefined =>
	triggers.find((trigger) => trigger.id === id);

/** Returns why an input is invalid for a trigger; undefined if it is valid. */
export function findInputError(triggerId: string, input: unknown): string | undefined {
	const definition = definitions.find(({ id }) => id === triggerId);
	return definition && findMismatch(definition.input, input, 'input', true);
}

/** Returns why an output is invalid for a trigger; undefined if it is valid. */
export function findOutputError(triggerId: string, output: unknown): string | undefined {
	const answer = definitions.find(({ id }) => id === triggerId)?.answer;
	if (!answer) return undefined;
	const problem = findMismatch(answer.schema, output);
	if (problem || output === null) return problem;
	// The official examples omit required fields that don't decide anything.
	const absent = answer.decisive.find((field) => !(field in (output as object)));
	return absent && `"output.${absent}" is missing.`;
}
