import { refusals } from '../recorded/refusals.mts';

/** Which requests a fault is for; every condition given must hold. */
export type FaultMatch = {
	method?: string;
	/** Start of the path, or an expression for it; as sent, or in its per-service form. */
	path?: string | RegExp;
	/** Text that the query holds, such as `offset=500`. */
	query?: string;
	/** Strikes from the nth matching request on, counted from 1. */
	nth?: number;
};

/** What happens to a request. */
export type FaultEffect = {
	/** Waits before anything else. */
	latencyMs?: number;
	/** Answers with this status instead of processing. */
	status?: number;
	headers?: Record<string, string>;
	/** Body that goes with `status`; a standard error object when left out. */
	body?: unknown;
	/** Answers `status` with the web page of a gateway that has no answer of ISC, such as nginx. */
	gatewayPage?: boolean;
	/** Cuts the connection: unprocessed, processed but unanswered, or half-way through the body. */
	cut?: 'before' | 'after' | 'mid-body';
	/** Sends the body in this many parts with a pause between them. */
	slowBody?: { parts: number; pauseMs: number };
	/** Sends a body that breaks off, with the length of what is sent. */
	malformedJson?: boolean;
	/** Makes the token of the request expire, now and for later requests. */
	expireToken?: boolean;
	/** Sends the caller elsewhere, with `status` 302 unless given. */
	redirectTo?: string;
	/** Answers with a refusal as it was recorded from a tenant, by its name. */
	recorded?: keyof typeof refusals;
	/** Total that a list reports instead of its own. */
	total?: number;
	/** Sends a list without its records. */
	emptyPage?: boolean;
	/** Sends the records that the same route sent before, whatever page is asked for. */
	repeatPage?: boolean;
};

export type Fault = FaultMatch &
	FaultEffect & {
		/** How often it strikes; without it always, or once when `nth` is given. */
		times?: number;
	};

export type ActiveFault = FaultEffect;

type Entry = { id: number; fault: Fault; matched: number; struck: number };

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

/** The faults that are set up. */
export class Faults {
	/** The list that each route sent last, as JSON. */
	readonly lastLists = new Map<string, string>();
	private entries: Entry[] = [];
	private nextId = 1;

	/** Sets up a fault; answers its id. */
	add(added: Fault): number {
		const fault = { ...(added.recorded && refusals[added.recorded]), ...added };
		this.entries.push({ id: this.nextId, fault, matched: 0, struck: 0 });
		return this.nextId++;
	}

	/** Takes a fault away. */
	remove(id: number): boolean {
		const before = this.entries.length;
		this.entries = this.entries.filter((entry) => entry.id !== id);
		return this.entries.length < before;
	}

	/** Takes all faults away. */
	clear(): void {
		this.lastLists.clear();
		this.entries = [];
	}

	/** The faults with how often each was met and struck. */
	list(): Entry[] {
		return this.entries;
	}

	/** The fault that strikes a request; the first one set up wins. */
	strike(method: string, urls: string[]): ActiveFault | null {
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
			if (entry.matched < (fault.nth ?? 1) || entry.struck >= times) continue;
			entry.struck++;
			return fault;
		}
		return null;
	}
}
