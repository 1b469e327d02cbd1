import stored from './jobTypes.json';

/** How an operation starts a job. */
export interface JobStarter {
	/**
	 * Where the parts of the job's ID stand: in the `answer`, in the `body` that was sent, or among the values of the
	 * `path` that was called. `[]` goes through a list. Several places in answer and body may each hold IDs; parts
	 * of one ID come from the path first.
	 */
	id: string[];
	/** States that end this job well, where others of its family end elsewhere. */
	succeeded?: string[];
	/** Whether there is no result to fetch, though others of its family have one. */
	noResult?: boolean;
}

/** Jobs that are asked about in the same way. */
export interface JobType {
	name: string;
	/** By the ID of the operation. */
	startedBy: Record<string, JobStarter>;
	/**
	 * Which operation tells about a job. Its path takes the parts of the ID, but for the last one where it is a list,
	 * filtered by the field `filter`, or gone through for the record whose field `find` has that.
	 */
	poll: {
		operation: string;
		filter?: string;
		matchField?: string;
		/** Dotted path of the date when the job of a record began: one from before the start tells of an earlier job. */
		startedAtField?: string;
	};
	/** Dotted path of the state in its answer. No state means that the job goes on. */
	state: string;
	/** States in any spelling: case and underscores make no difference. */
	running: string[];
	succeeded: string[];
	failed: string[];
	/** Dotted path of the date of its end; `completed` unless given. With it, a state that no document names is an end. */
	endedAtField?: string;
	/**
	 * The state to report once ISC no longer shows the job, where that means that it has ended well. It counts only for
	 * a job that was seen before, or that was started by the same run.
	 */
	stateWhenMissing?: string;
	/** Dotted paths of what the job has to say; alternatives as in `messages[].(text|key)`. */
	messages?: string[];
	/** Dotted paths of states that hint at the reason of a failure without messages. */
	clues?: string[];
	/** Where the result, or else the record, lists problems by kind of object: errors make the job a failure. */
	problems?: { errors: string; warnings: string };
	/**
	 * What fetches the result, by the ID of the job unless it has one of its own: then `id` is its dotted path in the
	 * answer. `format` is the parameter for the kind of file.
	 */
	result?: { operation: string; id?: string; format?: string };
}

export const JOB_TYPES: Readonly<Record<string, JobType>> = stored;

export interface JobTypeMatch {
	jobType: string;
	starter: JobStarter;
}

let startersByOperation: Map<string, JobTypeMatch> | undefined;

/** @returns undefined where the operation is done with its answer */
export function findJobTypeFor(operationId: string): JobTypeMatch | undefined {
	startersByOperation ??= new Map(
		Object.entries(JOB_TYPES).flatMap(([jobType, { startedBy: starters }]) =>
			Object.entries(starters).map(([id, starter]) => [id, { jobType, starter }] as const),
		),
	);
	return startersByOperation.get(operationId);
}
