/** Services spell the same states differently: TEMP_ERROR, TEMPERROR, TempError; CANCELED, CANCELLED. */
export const normalizeState = (state: string): string =>
	state
		.toUpperCase()
		.replace(/[^A-Z]/g, '')
		.replace(/CANCELLED/g, 'CANCELED');

const FAILURE =
	/(ABORTED|CANCELED|DENIED|ERRORS?|EXPIRED|FAILED|FAILURE|FORBIDDEN|INVALID|NOTFOUND|REJECTED|TERMINATED|TIMEDOUT|UNAUTHORIZED)$/;

/** Whether a state that no document names says that the work has ended without success. */
export const isFailureState = (state: string): boolean => FAILURE.test(normalizeState(state));
