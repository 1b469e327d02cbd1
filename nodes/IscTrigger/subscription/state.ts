import type { IDataObject } from 'n8n-workflow';

/**
 * What a trigger remembers, in the static data of its workflow. Any run of the workflow may put an older copy back, or
 * none: nothing here is needed to know whose a subscription is, and what is lost is worked out anew.
 */
export interface TriggerState {
	/** Digest of the Authorization header that ISC was told to send; never the secret. */
	proof?: string;
	/** Random key of the secret, made once; only where the credential has no client secret. */
	seed?: string;
	/** The event that answers were checked for, and the form of its answers as JSON Schema; empty where it has none. */
	event?: string;
	outputSchema?: string;
}

/** The state within the static data of the node: changing it changes what n8n keeps. */
export const stateIn = (staticData: IDataObject): TriggerState => staticData as TriggerState;

/** Puts a state in the place of what was there. */
export function keepState(staticData: IDataObject, state: TriggerState): void {
	for (const key of Object.keys(staticData)) delete staticData[key];
	Object.assign(staticData, state);
}
