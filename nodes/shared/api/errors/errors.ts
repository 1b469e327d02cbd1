/** What is known of a call that did not succeed, without secrets. */
export interface ErrorReport {
	message: string;
	/** The way out. */
	hint: string;
	/** Method and path; absent where no request was made. */
	request?: string;
	/** HTTP status; absent where no answer came. */
	status?: number;
	detailCode?: string;
	/** What SailPoint support asks for. */
	trackingId?: string;
	/** The job in ISC that it is about. */
	job?: { kind: string; id: string };
	/** The part of a bulk request that it is about: its index in the request, its ID, and ISC's result for it. */
	part?: { index?: number; id?: string; result: unknown };
}

/** ISC refused a call, could not be reached, or did not let the credential in. */
export class ApiError extends Error {
	readonly report: ErrorReport;
	/** Whether it can go by: ISC is out of order, asks to wait, or can't be reached. */
	readonly isTransient: boolean;

	constructor(report: ErrorReport, isTransient = false) {
		super(report.message);
		this.report = report;
		this.isTransient = isTransient;
	}
}

/** The user stopped the execution. */
export class CancelledError extends Error {
	override readonly name = 'AbortError';

	constructor() {
		super('The execution was cancelled');
	}
}
