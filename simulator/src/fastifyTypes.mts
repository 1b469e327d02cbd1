import type { ActiveFault } from './faults/faults.mts';
import type { LogEntry } from './requestLog.mts';
import type { Caller } from './oauth/tokens.mts';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** Scopes of which a token needs one. */
		scopes?: string[];
		/** Whether a token must act for a person. */
		userOnly?: boolean;
		/** Whether a call needs the experimental header. */
		experimental?: boolean;
		/** Whether the answer says that the operation is going away. */
		deprecated?: boolean;
		/** Status of a successful response; 200 unless set. */
		status?: number;
		/** Open to all and without a rate limit: the OAuth endpoints. */
		anonymous?: boolean;
		/** Takes requests without a token too, unless the option `completionToken` says otherwise. */
		tokenOptional?: boolean;
		/** Not part of the tenant at all: the control interface. */
		control?: boolean;
	}
	interface FastifyRequest {
		caller: Caller | null;
		/** What is wrong with the token, when there is no caller. */
		tokenProblem: 'missing' | 'expired' | 'invalid';
		trackingId: string;
		fault: ActiveFault | null;
		logEntry: LogEntry | null;
	}
}
