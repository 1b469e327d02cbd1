import type { SimulatorContext } from '../../simulatorContext.mts';

/** Everything that goes on after the answer that started it. */
export const jobFamilies = [
	'access-profile-deletion',
	'access-request',
	'account-aggregation',
	'account-change',
	'account-deletion-request',
	'account-removal',
	'attribute-sync',
	'campaign',
	'campaign-deletion',
	'campaign-report',
	'certification-task',
	'config-backup',
	'config-deploy',
	'config-export',
	'config-import',
	'dataset-aggregation',
	'entitlement-aggregation',
	'entitlement-reset',
	'identity-profile-deletion',
	'machine-lifecycle',
	'non-employee-upload',
	'password-change',
	'report',
	'response-action',
	'role-deletion',
	'role-metadata',
	'role-mining',
	'role-mining-export',
	'role-propagation',
	'sod-report',
	'source-deletion',
	'workflow',
] as const;
export type JobFamily = (typeof jobFamilies)[number];

export type JobOptions = {
	/** Families whose jobs fail; `family=STATE` names the state that they end in. */
	failing: (JobFamily | `${JobFamily}=${string}`)[];
	/** `odd`: states in the other of the ways in which the API writes them, as in `TempError` for `TEMP_ERROR`. */
	spelling: 'documented' | 'odd';
	/** Whether each job first shows a state that no document knows. */
	unknownState: boolean;
	/** Whether a task has its date of completion for a short while before it has its state, as tenants do. */
	race: boolean;
	/** Where a failed task has its reason: in `key` alone, or in `localizedText` as documented. */
	reasons: 'key' | 'localizedText';
	/** Families whose tasks the task service does not know, though they were accepted. */
	untracked: JobFamily[];
	/** How long a new task is not known yet. */
	unknownForMs: number;
	/** How long a task is known after its end. */
	keptForMs: number;
	/** How dates of campaign reports are written; those of other reports are without an offset. */
	campaignReportDates: 'utc' | 'withoutOffset';
};

/** What a record remembers of its job. */
export type Job = {
	family: JobFamily;
	launched: string;
	/** Settled when the job starts; the state named, or an empty text for the usual one. */
	failure: string | null;
};

export type Phase = 'unknown' | 'queued' | 'running' | 'succeeded' | 'failed';

/** How a family calls the phases of a job. */
export type StateNames = { queued: string; running: string; succeeded: string; failed: string };

export const UNKNOWN_STATE = 'AWAITING_CAPACITY';

/** Starts a job, which goes on with the clock. */
export function startJob(context: SimulatorContext, family: JobFamily): Job {
	const entry = context.options.jobs.failing.find((one) => one.split('=')[0] === family);
	const failure = entry === undefined ? null : (entry.split('=')[1] ?? '');
	return { family, launched: context.timestamp(), failure };
}

/** When a job ends or has ended. */
export const getEndTime = (
	context: SimulatorContext,
	{ launched }: Pick<Job, 'launched'>,
): number => Date.parse(launched) + context.options.taskMs;

/** Where a job stands now: it waits for the first half of its time and works for the second. */
export function getPhase(context: SimulatorContext, job: Job): Phase {
	const { taskMs, jobs, now } = context.options;
	const elapsed = now() - Date.parse(job.launched);
	if (elapsed >= taskMs) return job.failure === null ? 'succeeded' : 'failed';
	if (jobs.unknownState && elapsed < taskMs / 4) return 'unknown';
	return elapsed < taskMs / 2 ? 'queued' : 'running';
}

/** Whether a job has ended, either way. */
export const isFinished = (context: SimulatorContext, job: Job): boolean =>
	['succeeded', 'failed'].includes(getPhase(context, job));

/** Whether a job does what it is for, as it also does when it ends with a warning. */
export const willSucceed = ({ failure }: Job): boolean =>
	failure === null || failure.toUpperCase() === 'WARNING';

/** Whether a job has ended and left something behind. */
export const hasResult = (context: SimulatorContext, job: Job): boolean =>
	isFinished(context, job) && willSucceed(job);

/** The part of its time at whose end a task has its date of completion already, but no state yet. */
const RACE = 0.1;

/** Whether a task has its date of completion, which may come before its state. */
export function hasCompletionDate(context: SimulatorContext, job: Job): boolean {
	const { jobs, taskMs, now } = context.options;
	const early = jobs.race && getPhase(context, job) === 'running' ? taskMs * RACE : 0;
	return now() >= getEndTime(context, job) - early;
}

/** Whether the task service knows a task at this moment. */
export function isTracked(context: SimulatorContext, job: Job): boolean {
	const { jobs, now } = context.options;
	return (
		!jobs.untracked.includes(job.family) &&
		now() >= Date.parse(job.launched) + jobs.unknownForMs &&
		now() <= getEndTime(context, job) + jobs.keptForMs
	);
}

/** A date as the report service writes it: in UTC, and without saying so. */
export const removeUtcOffset = (date: string): string => date.replace(/Z$/, '');

/** The moment a job ended; null while it goes on. */
export const getCompletionDate = (context: SimulatorContext, job: Job): string | null =>
	isFinished(context, job) ? new Date(getEndTime(context, job)).toISOString() : null;

// `TEMP_ERROR` is also found as `TempError`, and `Completed` as `COMPLETED`.
const otherWay = (state: string): string =>
	state === state.toUpperCase()
		? state.toLowerCase().replace(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase())
		: state.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();

/** A state as the tenant writes it. */
export const formatState = (context: SimulatorContext, state: string): string =>
	context.options.jobs.spelling === 'odd' ? otherWay(state) : state;

/** The state of a job, in the words of its family. */
export function getState(context: SimulatorContext, job: Job, stateNames: StateNames): string {
	const phase = getPhase(context, job);
	if (phase === 'unknown') return UNKNOWN_STATE;
	return formatState(
		context,
		phase === 'failed' ? job.failure || stateNames.failed : stateNames[phase],
	);
}

/** What a failed job has to say; empty unless it failed. */
export const getErrorMessages = (context: SimulatorContext, job: Job): string[] =>
	getPhase(context, job) === 'failed'
		? [`The ${job.family.replaceAll('-', ' ')} did not succeed: the other side did not answer.`]
		: [];
