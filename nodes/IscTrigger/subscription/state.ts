import type { IDataObject } from 'n8n-workflow';

/** What a published trigger remembers; n8n keeps it with the workflow. */
export interface TriggerState {
	subscriptionId?: string;
	/** Kind of proof that ISC brings, and the proof: a token, or a password. */
	authentication?: 'bearer' | 'basic' | 'none';
	secret?: string;
	/** Form that answers must have, as JSON Schema; only of events that ask for one. */
	outputSchema?: string;
}

/** The state within the static data of the node: changing it changes what n8n keeps. */
export const stateIn = (staticData: IDataObject): TriggerState => staticData as TriggerState;

export function clearState(state: TriggerState): void {
	for (const key of Object.keys(state)) delete state[key as keyof TriggerState];
}
