import type { JobOptions } from './resources/jobs/job.mts';

/** How many records of each kind a tenant starts with. */
export type Counts = {
	identities: number;
	accounts: number;
	sources: number;
	accessProfiles: number;
	/** Above the cap of 50, so that a caller who expects 250 a page is found out. */
	roles: number;
	entitlements: number;
	accountActivities: number;
	transforms: number;
	workflows: number;
	campaignFilters: number;
	sourceApps: number;
	workgroups: number;
	savedSearches: number;
	/** Audit events, which only search shows. */
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
};

export type RateLimitOptions = {
	enabled: boolean;
	requests: number;
	windowSeconds: number;
	/** `fixed`: the count starts again with each window; `sliding`: any stretch of time counts. */
	window: 'fixed' | 'sliding';
	/** Whether each service has its own bucket, or all per-service paths share one. */
	perService: boolean;
};

/** The forms in which services write dates. */
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

export type SimulatorOptions = {
	/** Port on 127.0.0.1; 0 takes a free one. */
	port: number;
	/** Same seed, same tenant. */
	seed: number;
	/** How many records of each kind to start with. */
	counts: Counts;
	/** Name of the tenant, in tokens and in `/oauth/info`. */
	tenantName: string;
	/** Life of an access token. */
	tokenLifetimeSeconds: number;
	/** Life of a refresh token. */
	refreshLifetimeSeconds: number;
	/** Whether a refresh token can be spent once or until it expires. */
	refreshReuse: 'single-use' | 'reusable';
	/** How tokens are signed. */
	jwtAlgorithm: 'HS256' | 'ES256';
	/** The gateway's limit. */
	rateLimit: RateLimitOptions;
	/** What the limit counts by: all tokens of a client together, or each token alone. */
	rateKey: 'clientId' | 'token';
	/** Added to every answer outside the control interface. */
	latencyMs: number;
	/** How long a task (aggregation, delete, report) stays unfinished. */
	taskMs: number;
	/** Which jobs fail, and how states are written. */
	jobs: JobOptions;
	/**
	 * Where a refusal has its reason: in `messages`, without `causes`, as tenants do, or in `causes` beside a general
	 * message, as documented.
	 */
	errorReasons: 'messages' | 'causes';
	/** A page at or past the end: an empty array, or a 400. */
	pastEnd: 'empty' | 'error';
	/** A `limit` above the maximum: cut down to it, or a 400. */
	limitAboveMax: 'clamp' | 'error';
	/** How long a write takes to show up in search, by the tenant's clock. */
	indexLagMs: number;
	/** Each write takes up to this much longer than that; how much is drawn from the seed. */
	indexLagSpreadMs: number;
	/** What `modified` holds until a first change: the date of creation, nothing, or it is left out. */
	unmodified: 'created' | 'null' | 'missing';
	/** How answers write dates. */
	dateForm: DateForm;
	/** What the header Date of answers holds. */
	dateHeader: 'time' | 'missing' | 'unreadable';
	/** Whose work items are listed where no owner is named: those of the token's owner, or all. */
	workItems: 'own' | 'everyone';
	/** How many documents a search gives when no `limit` is asked for; sources disagree. */
	searchDefaultLimit: 250 | 10_000;
	/** How documents of search look: as they were recorded in tenants, or as the official documents show them. */
	searchDocuments: 'recorded' | 'documented';
	/** Status of the token endpoint for a wrong id or secret. */
	wrongCredentialStatus: 400 | 401;
	/** Whether `/oauth/authorize` answers at once or asks with a page. */
	authorizeMode: 'automatic' | 'consent';
	/** Redirect URIs of the clients, beside n8n's callback on any port of this machine. */
	redirectUris: string[];
	/** Whether n8n's callback on any port of this machine is accepted. */
	acceptLocalN8n: boolean;
	/** How long a subscriber of an event trigger may take to answer. */
	triggerDeadlineMs: number;
	/**
	 * Which deliveries carry `_metadata`: those that can be answered later and those that need no answer, as
	 * real tenants send them (`recorded`); the former alone (`documented`); all of triggers that wait for an
	 * answer (`request-response`); or every one (`always`).
	 */
	triggerMetadata: 'recorded' | 'documented' | 'request-response' | 'always';
	/** Whether the trigger service writes and checks as real tenants were seen to, or as its documents say. */
	triggerApi: 'recorded' | 'documented';
	/** Whether completing an invocation needs a token, beside the secret of the invocation. */
	completionToken: 'optional' | 'required';
	/** How many times more each delivery is sent, whatever its answer. */
	triggerRepeat: number;
	/** How many requests the log keeps. */
	logSize: number;
	/** Whether the log keeps what was sent: for tests, since it may hold secrets. */
	logBodies: boolean;
	/** The clock, in ms; tests move it by hand. */
	now: () => number;
};

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

/** Fills in what the caller left out. */
export function completeOptions(input: OptionsInput = {}): SimulatorOptions {
	return {
		...defaultOptions,
		...input,
		counts: { ...defaultCounts, ...input.counts },
		rateLimit: { ...defaultOptions.rateLimit, ...input.rateLimit },
		jobs: { ...defaultOptions.jobs, ...input.jobs },
	};
}
