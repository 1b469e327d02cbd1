/** How the jobs of configuration call their states. */
export const configStateNames = {
	queued: 'NOT_STARTED',
	running: 'IN_PROGRESS',
	succeeded: 'COMPLETE',
	failed: 'FAILED',
};
