import type { JobOptions } from './resources/jobs/job.mts';

/** The number of records of each kind at the start. */
export interface Counts {
	identities: number;
	accounts: number;
	sources: number;
	accessProfiles: number;
	/** More than the maximum page size of 50, so that a client that expects 250 fails. */
	roles: number;
	entitlements: number;
	accountActivities: number;
	transforms: number;
	workflows: number;
	campaignFilters: number;
	sourceApps: number;
	workgroups: number;
	savedSearches: number;
	/** Audit events, which only search returns. */
	events: number;
	accessRequests: number;
	approvals: number;
	workItems: number;
	campaigns: number;
	certifications: number;
	reviewItems: number;
	nonEmployeeSources: number;
	nonEmployeeRecords: number;
	sodPolicies: number;
	identityProfiles: number;
	segments: number;
	taggedObjects: number;
	serviceDesks: number;
	launchers: number;
	formDefinitions: number;
}

export interface RateLimitOptions {
	enabled: boolean;
	requests: number;
	windowSeconds: number;
	/** `fixed`: the count restarts with each window; `sliding`: any period of that length counts. */
	window: 'fixed' | 'sliding';
	/** Whether each service has its own bucket. Otherwise all per-service paths share one. */
	perService: boolean;
}

/** The forms in which services of ISC write dates. */
export const dateForms = [
	'iso',
	'offset',
	'noOffset',
	'spaced',
	'nanoseconds',
	'go',
	'milliseconds',
	'millisecondsText',
	'seconds',
] as const;
export type DateForm = (typeof dateForms)[number];

export interface SimulatorOptions {
	/** Port on 127.0.0.1; 0 selects a free port. */
	port: number;
	/** The same seed creates the same records. */
	seed: number;
	/** The number of records of each kind at the start. */
	counts: Counts;
	/** Name of the tenant in tokens and in `/oauth/info`. */
	tenantName: string;
	/** Lifetime of an access token, in seconds. */
	tokenLifetimeSeconds: number;
	/** Lifetime of a refresh token, in seconds. */
	refreshLifetimeSeconds: number;
	/**
	 * Whether a refresh token can be used once or until it expires. With `revoke-on-reuse`, it can be used once, and
	 * a second use revokes all tokens of the client.
	 */
	refreshReuse: 'single-use' | 'reusable' | 'revoke-on-reuse';
	/** The algorithm that signs tokens. */
	jwtAlgorithm: 'HS256' | 'ES256';
	/** The rate limit of the gateway. */
	rateLimit: RateLimitOptions;
	/** The key of the rate limit: all tokens of a client together, or each token. */
	rateKey: 'clientId' | 'token';
	/** Latency of every response outside the admin endpoints, in ms. */
	latencyMs: number;
	/** Duration of a job, in ms. */
	taskMs: number;
	/** Which jobs fail, and how their states are written. */
	jobs: JobOptions;
	/**
	 * Where an error has its reason: in `messages`, without `causes`, as in tenants; or in `causes` beside a general
	 * message, as documented.
	 */
	errorReasons: 'messages' | 'causes';
	/** The response to a page at or past the end: an empty list, or a 400. */
	pastEnd: 'empty' | 'error';
	/** The response to a `limit` above the maximum: a page of the maximum size, or a 400. */
	limitAboveMax: 'clamp' | 'error';
	/** Time until search returns a write, in ms. */
	indexLagMs: number;
	/** Maximum additional time for each write, in ms; the seed decides the actual time. */
	indexLagSpreadMs: number;
	/** `modified` of a record that never changed: the date of creation, null, missing, or Go's zero time. */
	unmodified: 'created' | 'null' | 'missing' | 'zero';
	/** The form of dates in responses. */
	dateForm: DateForm;
	/** The `Date` header of responses. */
	dateHeader: 'time' | 'missing' | 'unreadable';
	/** Difference between the `Date` header and the time of records, in ms: of a proxy with a wrong clock, or a cache. */
	dateHeaderOffsetMs: number;
	/** The work items of a list without an owner: those of the token's user, or all. */
	workItems: 'own' | 'everyone';
	/** Page size of a search without a `limit`; published sources differ. */
	searchDefaultLimit: 250 | 10_000;
	/** The form of search documents: as recorded from tenants, or as in the official documents. */
	searchDocuments: 'recorded' | 'documented';
	/** Status of the token endpoint for a wrong ID or secret. */
	wrongCredentialStatus: 400 | 401;
	/** Whether `/oauth/authorize` redirects at once or shows a page first. */
	authorizeMode: 'automatic' | 'consent';
	/** Redirect URIs of the clients, in addition to n8n's callback on any port of this machine. */
	redirectUris: string[];
	/** Whether n8n's callback on any port of this machine is accepted. */
	acceptLocalN8n: boolean;
	/** Time within which a subscriber of an event trigger must respond, in ms. */
	triggerDeadlineMs: number;
	/**
	 * Which deliveries have `_metadata`: those that can be completed later and those without a response, as recorded
	 * from tenants (`recorded`); only the former (`documented`); all of triggers that wait for a response
	 * (`request-response`); or all (`always`).
	 */
	triggerMetadata: 'recorded' | 'documented' | 'request-response' | 'always';
	/** Whether the trigger service behaves as recorded from tenants, or as documented. */
	triggerApi: 'recorded' | 'documented';
	/** Whether completing an invocation requires a token in addition to the secret of the invocation. */
	completionToken: 'optional' | 'required';
	/** How many more times each delivery is sent, regardless of the response. */
	triggerRepeat: number;
	/** How many requests the log keeps, at least. */
	logSize: number;
	/** Whether the log keeps the bodies of requests. For tests only, because they can contain secrets. */
	logBodies: boolean;
	/** Returns the current time in ms. Tests replace it. */
	now: () => number;
}

export type OptionsInput = Partial<Omit<SimulatorOptions, 'counts' | 'rateLimit' | 'jobs'>> & {
	counts?: Partial<Counts>;
	rateLimit?: Partial<RateLimitOptions>;
	jobs?: Partial<JobOptions>;
};

export const defaultCounts: Counts = {
	identities: 500,
	accounts: 1000,
	sources: 5,
	accessProfiles: 40,
	roles: 60,
	entitlements: 300,
	accountActivities: 200,
	transforms: 20,
	workflows: 8,
	campaignFilters: 6,
	sourceApps: 12,
	workgroups: 10,
	savedSearches: 3,
	events: 2000,
	accessRequests: 20,
	approvals: 12,
	workItems: 8,
	campaigns: 6,
	certifications: 18,
	reviewItems: 90,
	nonEmployeeSources: 3,
	nonEmployeeRecords: 40,
	sodPolicies: 8,
	identityProfiles: 4,
	segments: 6,
	taggedObjects: 10,
	serviceDesks: 2,
	launchers: 15,
	formDefinitions: 7,
};

export const defaultOptions: SimulatorOptions = {
	port: 0,
	seed: 1,
	counts: defaultCounts,
	tenantName: 'acme-sim',
	tokenLifetimeSeconds: 750,
	refreshLifetimeSeconds: 86_400,
	refreshReuse: 'single-use',
	jwtAlgorithm: 'HS256',
	rateLimit: {
		enabled: true,
		requests: 100,
		windowSeconds: 10,
		window: 'fixed',
		perService: false,
	},
	rateKey: 'clientId',
	latencyMs: 0,
	taskMs: 200,
	jobs: {
		failing: [],
		spelling: 'documented',
		unknownState: false,
		race: true,
		reasons: 'key',
		untracked: [],
		unknownForMs: 0,
		keptForMs: Infinity,
		campaignReportDates: 'utc',
	},
	errorReasons: 'messages',
	pastEnd: 'empty',
	limitAboveMax: 'clamp',
	indexLagMs: 0,
	indexLagSpreadMs: 0,
	unmodified: 'created',
	dateForm: 'iso',
	dateHeader: 'time',
	dateHeaderOffsetMs: 0,
	workItems: 'own',
	searchDefaultLimit: 250,
	searchDocuments: 'recorded',
	wrongCredentialStatus: 401,
	authorizeMode: 'automatic',
	redirectUris: [],
	acceptLocalN8n: true,
	triggerDeadlineMs: 10_000,
	triggerMetadata: 'recorded',
	triggerApi: 'recorded',
	completionToken: 'optional',
	triggerRepeat: 0,
	logSize: 1000,
	logBodies: false,
	now: Date.now,
};

/** Returns all options, with the default for each that is missing. */
export function completeOptions(input: OptionsInput = {}): SimulatorOptions {
	return {
		...defaultOptions,
		...input,
		counts: { ...defaultCounts, ...input.counts },
		rateLimit: { ...defaultOptions.rateLimit, ...input.rateLimit },
		jobs: { ...defaultOptions.jobs, ...input.jobs },
	};
}
