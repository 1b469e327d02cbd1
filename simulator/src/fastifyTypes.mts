import type { ActiveFault } from './faults/faults.mts';
import type { LogEntry } from './requestLog.mts';
import type { Caller } from './oauth/tokens.mts';

declare module 'fastify' {
	interface FastifyContextConfig {
		/** Scopes of which a token needs one. */
		scopes?: string[];
		/** Whether a token must belong to a user. */
		userOnly?: boolean;
		/** Whether a request needs the experimental header. */
		experimental?: boolean;
		/** Whether responses announce that the operation is deprecated. */
		deprecated?: boolean;
		/** Status of a successful response; 200 unless set. */
		status?: number;
		/** Whether the route needs no token and has no rate limit, such as the OAuth endpoints. */
		anonymous?: boolean;
		/** Whether a token is optional, unless the option `completionToken` requires it. */
		tokenOptional?: boolean;
		/** Whether the route is one of the admin endpoints, which aren't part of ISC. */
		control?: boolean;
	}
	interface FastifyRequest {
		caller: Caller | null;
		/** Why a request has no caller. */
		tokenProblem: 'missing' | 'expired' | 'invalid';
		trackingId: string;
		fault: ActiveFault | null;
		logEntry: LogEntry | null;
	}
}
