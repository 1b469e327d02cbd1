import type { RequestLog } from './requestLog.mts';
import type { SimulatorData } from './data/data.mts';
import type { Faults } from './faults/faults.mts';
import type { Clients } from './oauth/clients.mts';
import type { AuthorizationCodes } from './oauth/authorizationCodes.mts';
import type { Tokens, TokenUser } from './oauth/tokens.mts';
import type { SimulatorOptions } from './options.mts';
import type { Triggers } from './triggers/triggers.mts';

/** What the parts of one tenant share. */
export type SimulatorContext = {
	options: SimulatorOptions;
	data: SimulatorData;
	clients: Clients;
	codes: AuthorizationCodes;
	tokens: Tokens;
	counters: RequestLog;
	faults: Faults;
	triggers: Triggers;
	/** Where the tenant listens; known once it does. */
	url(): string;
	/** The person behind every token with user context. */
	user(): TokenUser;
	/** The present time, as records hold it. */
	timestamp(): string;
	/** Takes everything back to the start. */
	reset(): void;
};
