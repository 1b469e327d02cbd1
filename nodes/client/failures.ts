/** A parameter that cannot be used; thrown before a request is spent. */
export class BadInput extends Error {
	constructor(
		/** Label of the parameter in the editor. */
		readonly parameter: string,
		/** What is wrong, continuing "'Parameter' ...". */
		what: string,
		/** The way out, as a sentence. */
		readonly description: string,
	) {
		super(`'${parameter}' ${what}`);
	}
}

/** What is known of a call that did not succeed, without secrets. */
export interface Report {
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
}

/** ISC refused a call, could not be reached, or did not let the credential in. */
export class CallFailed extends Error {
	constructor(readonly report: Report) {
		super(report.message);
	}
}

/** The user stopped the execution. */
export class Cancelled extends Error {
	constructor() {
		super('The execution was cancelled');
	}
}
