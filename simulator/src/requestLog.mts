export interface LogEntry {
	method: string;
	/** Without the query for `/oauth` paths, where it can contain a secret. */
	url: string;
	/** When it arrived, in epoch milliseconds. */
	at: number;
	/** Null until the response, and permanently if the connection was closed. */
	status: number | null;
	/** Null while in flight. */
	ms: number | null;
	clientId: string | null;
	/** The body, only of API requests and only if the option `logBodies` is set. */
	body?: unknown;
}

/** A requested page. */
export interface PageRequest {
	route: string;
	limit: number | null;
	offset: number;
}

/** The requests so far; every number is live. */
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

	/** Logs a request. */
	begin(method: string, route: string, url: string): LogEntry {
		this.total++;
		const key = `${method} ${route}`;
		this.byRoute[key] = (this.byRoute[key] ?? 0) + 1;
		this.maxInFlight = Math.max(this.maxInFlight, ++this.inFlight);
		const at = Date.now();
		const entry: LogEntry = { method, url, at, status: null, ms: null, clientId: null };
		this.keep(this.requests, entry);
		return entry;
	}

	/** Logs the status of a response. */
	answer(entry: LogEntry, status: number): void {
		entry.status = status;
		this.byStatus[status] = (this.byStatus[status] ?? 0) + 1;
	}

	/** Logs the end of a connection. */
	end(entry: LogEntry, ms: number): void {
		entry.ms = ms;
		this.inFlight--;
	}

	/** Counts a token request. */
	countGrant(grant: string): void {
		this.tokenRequests[grant] = (this.tokenRequests[grant] ?? 0) + 1;
	}

	/** Logs a page of a list. */
	countPage(page: PageRequest): void {
		this.keep(this.pages, page);
	}

	/** Returns the requested offsets of a route, in order. */
	offsets(route: string): number[] {
		return this.pages.filter((page) => page.route === route).map((page) => page.offset);
	}

	/** Returns the numbers, without the log. */
	summary() {
		const { total, byRoute, byStatus, tokenRequests, inFlight, maxInFlight, pages } = this;
		return { total, byRoute, byStatus, tokenRequests, inFlight, maxInFlight, pages };
	}

	/** Resets the numbers; requests in flight stay counted. */
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
		// Removes many entries at a time, because removing the first of a long list each time is slow.
		if (list.length >= 2 * this.logSize) list.splice(0, list.length - this.logSize);
	}
}
