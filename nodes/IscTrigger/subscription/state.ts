import type { IDataObject } from 'n8n-workflow';

/**
 * State of a trigger in the static data of its workflow. Any execution can overwrite it with an older version, so the
 * trigger must work without it.
 */
export interface TriggerState {
	/** Hash of the Authorization header that ISC sends; never the secret. */
	proof?: string;
	/** Random key for the secret, created once; only for credentials without a client secret. */
	seed?: string;
	/** The event, and the JSON Schema of its response; an empty string if it has none. */
	event?: string;
	outputSchema?: string;
}

/** Returns the state in the node's static data; n8n stores changes to it. */
export const getTriggerState = (staticData: IDataObject): TriggerState =>
	staticData as TriggerState;

/** Replaces the state in the static data. */
export function saveTriggerState(staticData: IDataObject, state: TriggerState): void {
	for (const key of Object.keys(staticData)) delete staticData[key];
	Object.assign(staticData, state);
}
