/** Names of the states of configuration jobs. */
export const configStateNames = {
	queued: 'NOT_STARTED',
	running: 'IN_PROGRESS',
	succeeded: 'COMPLETE',
	failed: 'FAILED',
};
