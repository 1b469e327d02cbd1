/** Facts about a failed request, without secrets. */
export interface ErrorReport {
	/** What happened, in one sentence without a full stop. */
	message: string;
	/** How to fix it, as one or more sentences. */
	hint: string;
	/** Method and path; undefined if no request was made. */
	request?: string;
	/** HTTP status; undefined if there was no response. */
	status?: number;
	/** Error code of ISC, such as `404 Not found`. */
	detailCode?: string;
	/** ID of the request that SailPoint support needs. */
	trackingId?: string;
	/** The job in ISC that failed. */
	job?: { kind: string; id: string };
	/** The failed part of a bulk request: its index in the request, its ID, and its result. */
	part?: { index?: number; id?: string; result: unknown };
}

/** A failed request: ISC rejected it or the credential, or couldn't be reached. */
export class ApiError extends Error {
	readonly report: ErrorReport;
	/** Whether the same request can succeed later: ISC is unavailable, rate-limited, or can't be reached. */
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
