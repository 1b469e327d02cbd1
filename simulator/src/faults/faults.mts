import { refusals } from '../recorded/refusals.mts';

/** The requests that a fault matches; all conditions must be true. */
export interface FaultMatch {
	method?: string;
	/** Start of the path, or an expression for it; as sent, or in its per-service form. */
	path?: string | RegExp;
	/** Text that the query contains, such as `offset=500`. */
	query?: string;
	/** The first matching request to apply the fault to, counted from 1. */
	nth?: number;
}

/** The effect on a request. */
export interface FaultEffect {
	/** Waits before anything else, in ms. */
	latencyMs?: number;
	/** Returns this status without processing the request. */
	status?: number;
	headers?: Record<string, string>;
	/** Body of the response with `status`; the standard error object by default. */
	body?: unknown;
	/** Returns `status` with the web page of a gateway, such as nginx. */
	gatewayPage?: boolean;
	/** Closes the connection: before processing, after processing but before the response, or in the middle of the body. */
	cut?: 'before' | 'after' | 'mid-body';
	/** Sends the body in this many parts with a pause between them. */
	slowBody?: { parts: number; pauseMs: number };
	/** Sends an incomplete body, with the length of what is left. */
	malformedJson?: boolean;
	/** Expires the token of the request, for this and later requests. */
	expireToken?: boolean;
	/** Redirects the client, with `status` 302 by default. */
	redirectTo?: string;
	/** Returns an error recorded from a tenant, by its name. */
	recorded?: keyof typeof refusals;
	/** Total that a list returns instead of its own. */
	total?: number;
	/** Returns a list without its records. */
	emptyPage?: boolean;
	/** Returns the records that the route returned before, for any requested page. */
	repeatPage?: boolean;
}

export type Fault = FaultMatch &
	FaultEffect & {
		/** How many requests it applies to: all by default, or one if `nth` is set. */
		times?: number;
	};

export type ActiveFault = FaultEffect;

interface Entry {
	id: number;
	fault: Fault;
	matched: number;
	applied: number;
}

function pathMatches(path: string | RegExp | undefined, candidates: string[]): boolean {
	if (path === undefined) return true;
	if (typeof path === 'string') return candidates.some((candidate) => candidate.startsWith(path));
	return candidates.some((candidate) => {
		path.lastIndex = 0;
		return path.test(candidate);
	});
}

function readable(query: string): string {
	try {
		return decodeURIComponent(query);
	} catch {
		return query;
	}
}

/** The active faults. */
export class Faults {
	/** The list that each route returned last, as JSON. */
	readonly lastLists = new Map<string, string>();
	private entries: Entry[] = [];
	private nextId = 1;

	/** Adds a fault. Returns its ID. */
	add(added: Fault): number {
		const fault = { ...(added.recorded && refusals[added.recorded]), ...added };
		this.entries.push({ id: this.nextId, fault, matched: 0, applied: 0 });
		return this.nextId++;
	}

	/** Removes a fault. */
	remove(id: number): boolean {
		const before = this.entries.length;
		this.entries = this.entries.filter((entry) => entry.id !== id);
		return this.entries.length < before;
	}

	/** Removes all faults. */
	clear(): void {
		this.lastLists.clear();
		this.entries = [];
	}

	/** Returns the faults with the number of matches and applications of each. */
	list(): Entry[] {
		return this.entries;
	}

	/** Returns the fault to apply to a request; the first one added takes precedence. */
	match(method: string, urls: string[]): ActiveFault | null {
		if (!this.entries.length) return null;
		const paths = urls.map((url) => url.split('?')[0] as string);
		const query = readable(urls[0]?.split('?')[1] ?? '');
		for (const entry of this.entries) {
			const { fault } = entry;
			if (fault.method && fault.method.toUpperCase() !== method) continue;
			if (!pathMatches(fault.path, paths)) continue;
			if (fault.query && !query.includes(fault.query)) continue;
			entry.matched++;
			const times = fault.times ?? (fault.nth ? 1 : Infinity);
			if (entry.matched < (fault.nth ?? 1) || entry.applied >= times) continue;
			entry.applied++;
			return fault;
		}
		return null;
	}
}
