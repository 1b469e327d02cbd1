import stored from './jobTypes.json';

/** How an operation starts a job. */
export interface JobStarter {
	/**
	 * Paths of the job's ID: `response.…`, `body.…` (of the request), or `path.…` (path parameters). `[]` means each element
	 * of a list. Several paths in response and body each list IDs; paths in `path` are the first parts of one ID.
	 */
	id: string[];
	/** States that mean success for this job, if they differ from those of its type. */
	succeeded?: string[];
	/** Whether this job has no result to fetch, although its type has one. */
	noResult?: boolean;
}

/** Jobs whose status is fetched in the same way. */
export interface JobType {
	name: string;
	/** Operations that start such a job, by their IDs. */
	startedBy: Record<string, JobStarter>;
	/**
	 * The operation that returns the status. Its path parameters take the parts of the ID. If it returns a list, the last
	 * part selects the record: by the filter field `filter`, or by comparing the field `matchField`.
	 */
	poll: {
		operation: string;
		filter?: string;
		matchField?: string;
		/** Dotted path of the start date of the job in a record. A date before the request belongs to an earlier job. */
		startedAtField?: string;
	};
	/** Dotted path of the state in the response. No state means that the job is running. */
	state: string;
	/** States of a running job. Case and underscores don't matter. */
	running: string[];
	succeeded: string[];
	failed: string[];
	/** Dotted path of the end date; default: `completed`. A job with an end date is finished, even in an undocumented state. */
	endedAtField?: string;
	/**
	 * The state to report when ISC no longer returns the job, if that means success. Used only for a job that was seen
	 * before or that the same run has started.
	 */
	stateWhenMissing?: string;
	/** Dotted paths of the job's messages; alternatives as in `messages[].(text|key)`. */
	messages?: string[];
	/** Dotted paths of states that explain a failure without messages. */
	clues?: string[];
	/** Dotted paths of the problems in the result, or else in the record, by object type. Errors mean that the job failed. */
	problems?: { errors: string; warnings: string };
	/**
	 * The operation that fetches the result by the ID of the job, or by the ID at the dotted path `id` of the status
	 * response. `format` is the parameter for the file format.
	 */
	result?: { operation: string; id?: string; format?: string };
}

export const JOB_TYPES: Readonly<Record<string, JobType>> = stored;

export interface JobTypeMatch {
	jobType: string;
	starter: JobStarter;
}

let startersByOperation: Map<string, JobTypeMatch> | undefined;

/** Finds the type of the job that an operation starts; undefined if it starts none. */
export function findJobTypeFor(operationId: string): JobTypeMatch | undefined {
	startersByOperation ??= new Map(
		Object.entries(JOB_TYPES).flatMap(([jobType, { startedBy: starters }]) =>
			Object.entries(starters).map(([id, starter]) => [id, { jobType, starter }] as const),
		),
	);
	return startersByOperation.get(operationId);
}
