import type { RequestLog } from './requestLog.mts';
import type { SimulatorData } from './data/data.mts';
import type { Faults } from './faults/faults.mts';
import type { Clients } from './oauth/clients.mts';
import type { AuthorizationCodes } from './oauth/authorizationCodes.mts';
import type { Tokens, TokenUser } from './oauth/tokens.mts';
import type { SimulatorOptions } from './options.mts';
import type { Triggers } from './triggers/triggers.mts';

/** The state that the parts of a simulator share. */
export interface SimulatorContext {
	options: SimulatorOptions;
	data: SimulatorData;
	clients: Clients;
	codes: AuthorizationCodes;
	tokens: Tokens;
	counters: RequestLog;
	faults: Faults;
	triggers: Triggers;
	/** Returns the base URL; empty before the simulator listens. */
	url(): string;
	/** Returns the user of every token that has one. */
	user(): TokenUser;
	/** Returns the current time in the form of records. */
	timestamp(): string;
	/** Restores the state at the start. */
	reset(): void;
}
