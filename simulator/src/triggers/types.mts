import type { JsonObject } from '../http/parseBody.mts';
import type { Schema } from './jsonSchema.mts';

export type TriggerType = 'FIRE_AND_FORGET' | 'REQUEST_RESPONSE';

/** A trigger as this simulator defines it. */
export interface TriggerDefinition {
	id: string;
	name: string;
	description: string;
	input: Schema;
	exampleInput: JsonObject;
	/** The response of subscribers; a trigger with it has the type REQUEST_RESPONSE. */
	answer?: { schema: Schema; example: JsonObject; decisive: string[] };
}

/** A trigger in the form of the API. */
export interface Trigger {
	id: string;
	name: string;
	type: TriggerType;
	description: string;
	inputSchema: string;
	exampleInput: JsonObject;
	outputSchema: string | null;
	exampleOutput: JsonObject | null;
}

export interface HttpConfig {
	url: string;
	httpDispatchMode: 'SYNC' | 'ASYNC' | 'DYNAMIC';
	httpAuthenticationType: 'NO_AUTH' | 'BASIC_AUTH' | 'BEARER_TOKEN';
	/** The password is null after a client has sent back what it read. */
	basicAuthConfig?: { userName: string; password: string | null };
	bearerTokenAuthConfig?: { bearerToken: string | null };
}

/** A subscription, with its secrets. */
export interface Subscription {
	id: string;
	name: string;
	description: string | null;
	triggerId: string;
	triggerName: string;
	type: string;
	/** ISO-8601 duration. */
	responseDeadline: string;
	httpConfig?: HttpConfig;
	eventBridgeConfig?: { awsAccount: string; awsRegion: string };
	workflowConfig?: JsonObject;
	enabled: boolean;
	filter: string | null;
}

/** An event for a subscriber. */
export interface Invocation {
	id: string;
	/** Only the subscriber knows it; it authorizes the completion of the invocation. */
	secret: string;
	kind: 'TEST' | 'REAL_TIME';
	trigger: Trigger;
	/** The payload at the time of the event. */
	subscription: Subscription;
	input: JsonObject;
	contentJson: JsonObject;
	created: number;
	/** Deadline of the response; null if none is expected. */
	deadline: number | null;
	/** Null while in flight. */
	completed: number | null;
	output: unknown;
	error: string | null;
}
