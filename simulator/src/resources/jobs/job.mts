import type { SimulatorContext } from '../../simulatorContext.mts';

/** The families of jobs. */
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

export interface JobOptions {
	/** Families whose jobs fail; `family=STATE` sets the final state. */
	failing: (JobFamily | `${JobFamily}=${string}`)[];
	/** `odd`: states in another spelling that the API uses, such as `TempError` for `TEMP_ERROR`. */
	spelling: 'documented' | 'odd';
	/** Whether each job starts in an undocumented state. */
	unknownState: boolean;
	/** Whether a task has its completion date for a short time before its state, as in tenants. */
	race: boolean;
	/** Where a failed task has its reason: only in `key`, or in `localizedText` as documented. */
	reasons: 'key' | 'localizedText';
	/** Families whose tasks the task service doesn't return, although they were accepted. */
	untracked: JobFamily[];
	/** Time until the task service returns a new task, in ms. */
	unknownForMs: number;
	/** Time for which the task service returns a finished task, in ms. */
	keptForMs: number;
	/** The form of dates in campaign reports; those of other reports have no offset. */
	campaignReportDates: 'utc' | 'withoutOffset';
}

/** The job of a record. */
export interface Job {
	family: JobFamily;
	launched: string;
	/** Set when the job starts: the final state, empty for the default one, null for a job that succeeds. */
	failure: string | null;
}

export type Phase = 'unknown' | 'queued' | 'running' | 'succeeded' | 'failed';

/** Names of the phases of a job in a family. */
export interface StateNames {
	queued: string;
	running: string;
	succeeded: string;
	failed: string;
}

export const UNKNOWN_STATE = 'AWAITING_CAPACITY';

/** Starts a job, whose state follows from the clock. */
export function startJob(context: SimulatorContext, family: JobFamily): Job {
	const entry = context.options.jobs.failing.find((one) => one.split('=')[0] === family);
	const failure = entry === undefined ? null : (entry.split('=')[1] ?? '');
	return { family, launched: context.timestamp(), failure };
}

/** Returns when a job ends or ended, in ms. */
export const getEndTime = (
	context: SimulatorContext,
	{ launched }: Pick<Job, 'launched'>,
): number => Date.parse(launched) + context.options.taskMs;

/** Returns the phase of a job: it is queued for the first half of its time and runs for the second. */
export function getPhase(context: SimulatorContext, job: Job): Phase {
	const { taskMs, jobs, now } = context.options;
	const elapsed = now() - Date.parse(job.launched);
	if (elapsed >= taskMs) return job.failure === null ? 'succeeded' : 'failed';
	if (jobs.unknownState && elapsed < taskMs / 4) return 'unknown';
	return elapsed < taskMs / 2 ? 'queued' : 'running';
}

/** Returns whether a job has ended. */
export const isFinished = (context: SimulatorContext, job: Job): boolean =>
	['succeeded', 'failed'].includes(getPhase(context, job));

/** Returns whether a job takes effect, which it also does when it ends with a warning. */
export const willSucceed = ({ failure }: Job): boolean =>
	failure === null || failure.toUpperCase() === 'WARNING';

/** Returns whether a job has succeeded. */
export const hasResult = (context: SimulatorContext, job: Job): boolean =>
	isFinished(context, job) && willSucceed(job);

/** The share of its time at the end of which a task has its completion date, but no state. */
const RACE = 0.1;

/** Returns whether a task has its completion date, which can come before its state. */
export function hasCompletionDate(context: SimulatorContext, job: Job): boolean {
	const { jobs, taskMs, now } = context.options;
	const early = jobs.race && getPhase(context, job) === 'running' ? taskMs * RACE : 0;
	return now() >= getEndTime(context, job) - early;
}

/** Returns whether the task service currently returns a task. */
export function isTracked(context: SimulatorContext, job: Job): boolean {
	const { jobs, now } = context.options;
	return (
		!jobs.untracked.includes(job.family) &&
		now() >= Date.parse(job.launched) + jobs.unknownForMs &&
		now() <= getEndTime(context, job) + jobs.keptForMs
	);
}

/** Returns a date in the form of the report service: in UTC, without an offset. */
export const removeUtcOffset = (date: string): string => date.replace(/Z$/, '');

/** Returns when a job ended; null while it runs. */
export const getCompletionDate = (context: SimulatorContext, job: Job): string | null =>
	isFinished(context, job) ? new Date(getEndTime(context, job)).toISOString() : null;

// `TEMP_ERROR` is also found as `TempError`, and `Completed` as `COMPLETED`.
const otherWay = (state: string): string =>
	state === state.toUpperCase()
		? state.toLowerCase().replace(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase())
		: state.replace(/(?<=[a-z])(?=[A-Z])/g, '_').toUpperCase();

/** Returns a state in the spelling of the option `spelling`. */
export const formatState = (context: SimulatorContext, state: string): string =>
	context.options.jobs.spelling === 'odd' ? otherWay(state) : state;

/** Returns the state of a job, as its family names it. */
export function getState(context: SimulatorContext, job: Job, stateNames: StateNames): string {
	const phase = getPhase(context, job);
	if (phase === 'unknown') return UNKNOWN_STATE;
	return formatState(
		context,
		phase === 'failed' ? job.failure || stateNames.failed : stateNames[phase],
	);
}

/** Returns the error messages of a failed job; empty for others. */
export const getErrorMessages = (context: SimulatorContext, job: Job): string[] =>
	getPhase(context, job) === 'failed'
		? [`The ${job.family.replaceAll('-', ' ')} did not succeed: the other side did not answer.`]
		: [];
