export type LogEntry = {
	method: string;
	/** Without the query on `/oauth` paths, where it may hold a secret. */
	url: string;
	/** Null until answered, and for good when the connection was cut. */
	status: number | null;
	/** Null while in flight. */
	ms: number | null;
	clientId: string | null;
	/** What was sent, of API calls alone and only where the log is to keep it. */
	body?: unknown;
};

/** A page that was asked for. */
export type PageRequest = { route: string; limit: number | null; offset: number };

/** What happened so far; every number is live. */
export class RequestLog {
	total = 0;
	byRoute: Record<string, number> = {};
	byStatus: Record<string, number> = {};
	tokenRequests: Record<string, number> = {};
	inFlight = 0;
	maxInFlight = 0;
	pages: PageRequest[] = [];
	requests: LogEntry[] = [];
	private readonly logSize: number;

	constructor(logSize: number) {
		this.logSize = logSize;
	}

	/** Notes a request that has just come in. */
	begin(method: string, route: string, url: string): LogEntry {
		this.total++;
		const key = `${method} ${route}`;
		this.byRoute[key] = (this.byRoute[key] ?? 0) + 1;
		this.maxInFlight = Math.max(this.maxInFlight, ++this.inFlight);
		const entry: LogEntry = { method, url, status: null, ms: null, clientId: null };
		this.keep(this.requests, entry);
		return entry;
	}

	/** Notes the status about to be sent. */
	answer(entry: LogEntry, status: number): void {
		entry.status = status;
		this.byStatus[status] = (this.byStatus[status] ?? 0) + 1;
	}

	/** Notes that the connection is done with a request. */
	end(entry: LogEntry, ms: number): void {
		entry.ms = ms;
		this.inFlight--;
	}

	/** Notes a request for a token. */
	countGrant(grant: string): void {
		this.tokenRequests[grant] = (this.tokenRequests[grant] ?? 0) + 1;
	}

	/** Notes a page of a listing. */
	countPage(page: PageRequest): void {
		this.keep(this.pages, page);
	}

	/** The offsets asked for on a route, in order. */
	offsets(route: string): number[] {
		return this.pages.filter((page) => page.route === route).map((page) => page.offset);
	}

	/** The numbers, without the request log. */
	summary() {
		const { total, byRoute, byStatus, tokenRequests, inFlight, maxInFlight, pages } = this;
		return { total, byRoute, byStatus, tokenRequests, inFlight, maxInFlight, pages };
	}

	/** Starts again from zero; requests in flight stay counted as such. */
	reset(): void {
		this.total = 0;
		this.byRoute = {};
		this.byStatus = {};
		this.tokenRequests = {};
		this.maxInFlight = this.inFlight;
		this.pages = [];
		this.requests = [];
	}

	private keep<T>(list: T[], entry: T): void {
		list.push(entry);
		// Cut in one go now and then: dropping the first of a long list each time is slow.
		if (list.length >= 2 * this.logSize) list.splice(0, list.length - this.logSize);
	}
}
