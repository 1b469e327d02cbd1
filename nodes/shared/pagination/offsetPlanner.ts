import { MAX_EMPTY_PAGES, type PaginationOptions, type Shortfall } from './page';
import { isTotalReached, MIN_PAGES_TO_COUNT } from './total';

/** One page to request. */
export interface PageRequest {
	/** Number of records before the page. */
	offset: number;
	limit: number;
	/** Whether to request the total as well, which costs the server time. */
	count: boolean;
}

/** Options of {@link OffsetPlanner}; the offset of the first record is required. */
export type OffsetPlannerOptions = Pick<
	PaginationOptions,
	'limit' | 'pageSize' | 'counts' | 'documentedPage'
> & {
	start: number;
};

/** Maximum number of pages to request ahead if the end of the list is unknown. Most of them can be past the end. */
const MAX_PAGES_AHEAD = 4;
/** Number of consecutive short pages after which a list is considered endless. */
const MAX_SHORT_PAGES = 1000;
/** Minimum ratio of a list's page size to the requested one. A shorter first page lost records to a filter. */
const MIN_CAP_RATIO = 1 / 50;

/**
 * Decides which pages of a list to request, and when the list ends. It sends no requests: {@link next} returns the
 * pages that can be requested now, and {@link recordPage} evaluates the pages in their order.
 *
 * The first page is requested alone and returns the total. Then all other pages can be requested at the same time. A
 * total can be too low: a full page is always followed by another request, and a short page ends the list only if all
 * records of the total were read. Otherwise, the list ends with an empty page after its last record.
 *
 * Reading always ends: each page advances the position, and the number of consecutive short or empty pages is
 * limited.
 */
export class OffsetPlanner {
	private readonly start: number;
	private readonly limit: number;
	private readonly counts: boolean;
	private readonly largestPage: number;
	private readonly documentedPage: number;
	private end: number;
	private pageSize: number;
	private planned: number;
	/** Offset after the last record that was read. */
	private position: number;
	/** Requested pages, except those that an earlier short page made obsolete. */
	private readonly live = new Set<PageRequest>();
	private maxAhead = 1;
	private takenPages = 0;
	private read = 0;
	private total: number | undefined;
	/** Minimum number of records, known from records at a later offset. */
	private minTotal = 0;
	private emptyInARow = 0;
	private shortInARow = 0;
	private isCheck = false;
	private isAtEnd = false;

	constructor({ limit, pageSize, start, counts = true, documentedPage = 0 }: OffsetPlannerOptions) {
		this.start = this.planned = this.position = start;
		this.end = start + limit;
		this.limit = limit;
		this.pageSize = this.largestPage = pageSize;
		this.counts = counts;
		this.documentedPage = documentedPage;
	}

	/** Whether the remaining requested pages are past the end. */
	get hasEnded(): boolean {
		return this.isAtEnd;
	}

	/** Whether the list returns new records at every offset, but never a full page. */
	get isEndless(): boolean {
		return this.shortInARow > MAX_SHORT_PAGES;
	}

	/** Whether the next page was requested after a short one to check whether the list continues. */
	get isChecking(): boolean {
		return this.isCheck;
	}

	/** Whether the list has a total. */
	get hasTotal(): boolean {
		return this.total !== undefined;
	}

	/** Whether the total confirms that all records were read. */
	get isSurelyComplete(): boolean {
		return this.isComplete && isTotalReached(this.total, this.position);
	}

	/** Number of records read and total of an incomplete list; undefined for a complete one. */
	get shortfall(): Shortfall | undefined {
		const total = this.getExpectedCount(Math.max(this.total ?? 0, this.minTotal));
		return this.read < total ? { read: this.read, total } : undefined;
	}

	/** Returns the next page to request; undefined if none can be requested before another page is recorded, or at all. */
	next(): PageRequest | undefined {
		if (this.isAtEnd || this.planned >= this.end || this.live.size >= this.getMaxLivePages()) {
			return undefined;
		}
		const offset = this.planned;
		const requested = [...this.live].reduce((sum, page) => sum + page.limit, 0);
		const missing = this.limit - this.read - requested;
		const limit = Math.min(this.pageSize, this.end - offset, missing);
		if (limit <= 0) return undefined;
		const pagesLeft = (this.end - offset) / this.pageSize;
		const isWorthCounting = this.takenPages === 0 && pagesLeft > MIN_PAGES_TO_COUNT;
		const count = this.counts && (isWorthCounting || (this.isCheck && this.total !== undefined));
		const page = { offset, limit, count };
		this.planned += limit;
		this.live.add(page);
		return page;
	}

	/** Returns whether the records of a page are needed. An earlier short page can have made it obsolete. */
	isLive(page: PageRequest): boolean {
		return this.live.has(page);
	}

	/**
	 * Evaluates a page.
	 * @param page page in the order of {@link next}
	 * @param records number of records in the response
	 * @param total number of records in the list; undefined if the response doesn't contain it
	 * @param knownRecords number of records that an earlier page contained
	 */
	recordPage(page: PageRequest, records: number, total?: number, knownRecords = 0): void {
		const { offset, limit } = page;
		const growth = Math.max(0, (total ?? 0) - (this.total ?? Infinity));
		this.total = total ?? this.total;
		if (!this.live.delete(page)) {
			if (records > 0) this.minTotal = Math.max(this.minTotal, offset + records);
			return;
		}
		const isFirst = this.takenPages++ === 0;
		const wasCheck = this.isCheck;
		this.isCheck = false;
		// New records move others to later pages and increase the total. If it stays the same, a record of a later page
		// moved to a page that was already read. A request after a short page can return the same records from the same
		// position.
		this.read += records - (wasCheck ? knownRecords : Math.max(0, knownRecords - growth));
		this.end += knownRecords;
		if (records > 0) this.position = offset + records;
		this.emptyInARow = records > 0 ? 0 : this.emptyInARow + 1;
		this.shortInARow = records < limit ? this.shortInARow + 1 : 0;
		this.isAtEnd = false;
		// The total is too low, or the list grew while it was read.
		if (this.total !== undefined && this.position > this.total && records > 0)
			this.total = undefined;
		// The reduced page size was a guess based on the first page.
		if (wasCheck && records < limit) this.pageSize = this.largestPage;

		if (records >= limit) this.recordFullPage(records > limit);
		else if (this.isSurelyComplete || (isFirst && this.fitsOnePage(limit))) this.isAtEnd = true;
		else if (records === knownRecords && (wasCheck || this.isComplete || !this.hasTotal))
			this.isAtEnd = true;
		else if (isFirst && this.canBeCapped(records, limit)) this.continueAfterLast(records);
		else if (this.continuesAt(offset + limit)) this.end += limit - records;
		else this.continueAfterLast();
	}

	private recordFullPage(isLonger: boolean): void {
		if (isLonger) this.continueAfterLast();
		else this.maxAhead = Math.min(this.takenPages, MAX_PAGES_AHEAD);
	}

	private get isComplete(): boolean {
		return this.total !== undefined && this.read >= this.getExpectedCount(this.total);
	}

	/** Returns whether one page can contain all requested records, so that a short page is complete. */
	private fitsOnePage(requested: number): boolean {
		return this.limit <= Math.min(requested, this.documentedPage) && this.total === undefined;
	}

	/** Returns whether a short first page can be the largest page that the list returns. */
	private canBeCapped(records: number, limit: number): boolean {
		return records / limit >= MIN_CAP_RATIO && this.position < (this.total ?? Infinity);
	}

	/** Returns whether there are records after the offset of the next page. */
	private continuesAt(next: number): boolean {
		return this.emptyInARow <= MAX_EMPTY_PAGES && next < (this.total ?? 0);
	}

	/** Requests a single page after the last record to check whether the list continues. */
	private continueAfterLast(pageSize = this.pageSize): void {
		this.pageSize = pageSize;
		this.planned = this.position;
		this.live.clear();
		this.maxAhead = 1;
		this.isCheck = true;
	}

	private getMaxLivePages(): number {
		if (this.takenPages === 0 || this.isCheck || this.total === undefined) return this.maxAhead;
		// A full last page is followed by another request anyway.
		if (this.planned <= this.total) return Infinity;
		// Only the last page shows whether there are more records than the total.
		return this.live.size === 0 ? 1 : 0;
	}

	private getExpectedCount(total: number): number {
		return Math.min(total - this.start, this.limit);
	}
}
