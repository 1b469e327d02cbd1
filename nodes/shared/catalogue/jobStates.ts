/** Returns one spelling of a state. Services spell the same state differently: TEMP_ERROR, TempError; CANCELING, CANCELLING. */
export const normalizeState = (state: string): string =>
	state
		.toUpperCase()
		.replace(/[^A-Z]/g, '')
		.replace(/CANCELL/g, 'CANCEL');

const FAILURE =
	/(ABORTED|CANCELED|DENIED|ERRORS?|EXPIRED|FAILED|FAILURE|FORBIDDEN|INVALID|NOTFOUND|REJECTED|TERMINATED|TIMEDOUT|UNAUTHORIZED)$/;

/** Returns whether an undocumented state means that the job failed. */
export const isFailureState = (state: string): boolean => FAILURE.test(normalizeState(state));
