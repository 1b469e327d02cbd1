import type { JsonObject } from '../http/parseBody.mts';
import type { Schema } from './jsonSchema.mts';

export type TriggerType = 'FIRE_AND_FORGET' | 'REQUEST_RESPONSE';

/** A trigger as the catalogue of this simulator writes it. */
export type TriggerDefinition = {
	id: string;
	name: string;
	description: string;
	input: Schema;
	exampleInput: JsonObject;
	/** What subscribers answer; a trigger with it is of the type REQUEST_RESPONSE. */
	answer?: { schema: Schema; example: JsonObject; decisive: string[] };
};

/** A trigger as the API writes it. */
export type Trigger = {
	id: string;
	name: string;
	type: TriggerType;
	description: string;
	inputSchema: string;
	exampleInput: JsonObject;
	outputSchema: string | null;
	exampleOutput: JsonObject | null;
};

export type HttpConfig = {
	url: string;
	httpDispatchMode: 'SYNC' | 'ASYNC' | 'DYNAMIC';
	httpAuthenticationType: 'NO_AUTH' | 'BASIC_AUTH' | 'BEARER_TOKEN';
	/** The password is null once a caller has sent back what it had read. */
	basicAuthConfig?: { userName: string; password: string | null };
	bearerTokenAuthConfig?: { bearerToken: string | null };
};

/** A subscription, with its secrets. */
export type Subscription = {
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
};

/** One event on its way to one subscriber. */
export type Invocation = {
	id: string;
	/** Known to the subscriber alone; whoever has it may complete the invocation. */
	secret: string;
	kind: 'TEST' | 'REAL_TIME';
	trigger: Trigger;
	/** As it was when the event happened. */
	subscription: Subscription;
	input: JsonObject;
	contentJson: JsonObject;
	created: number;
	/** When an answer is due; null where none is expected. */
	deadline: number | null;
	/** Null while in flight. */
	completed: number | null;
	output: unknown;
	error: string | null;
};
