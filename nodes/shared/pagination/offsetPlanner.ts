import { MAX_EMPTY_PAGES, type PaginationOptions, type Shortfall } from './page';
import type { PageRequest } from './pageRequest';
import { isTotalReached, MIN_PAGES_TO_COUNT } from './total';

/** Offset of the first record wanted is always known here. */
export type OffsetPlannerOptions = Pick<
	PaginationOptions,
	'limit' | 'pageSize' | 'counts' | 'documentedPage'
> & {
	start: number;
};

/** Pages requested ahead where the end of the list isn't known; most of these can lie past it. */
const MAX_PAGES_AHEAD = 4;
/** Short pages in a row, each with another behind it, after which a list is taken to have no end. */
const MAX_SHORT_PAGES = 1000;
/** No list caps its pages below this share of what was requested: a shorter first page lost records to a filter. */
const MIN_CAP_RATIO = 1 / 50;

/**
 * Decides which pages of a list to request, and when the list ends. It requests nothing itself: {@link next}
 * returns the pages that can be requested now, {@link recordPage} learns from the pages in their order.
 *
 * The first page goes alone and brings the total; then all others can be requested at the same time. Totals are
 * believed upwards only: after a full page there is always another request, and a short page ends the list only
 * if all records of the total have come. Otherwise the list ends with an empty page behind its last record.
 *
 * Reading always ends: each page moves the position forward, and short or empty pages in a row are limited.
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
	/** Offset behind the last record that came. */
	private position: number;
	/** Requested pages, without those that a short page before them has made useless. */
	private readonly live = new Set<PageRequest>();
	private maxAhead = 1;
	private takenPages = 0;
	private read = 0;
	private total: number | undefined;
	/** Records that must exist, since records behind them have been seen. */
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

	/** Whether pages that are still requested lie past the end. */
	get hasEnded(): boolean {
		return this.isAtEnd;
	}

	/** Whether a list returns new records wherever it is asked, though never a full page. */
	get isEndless(): boolean {
		return this.shortInARow > MAX_SHORT_PAGES;
	}

	/** Whether the next page to take was requested behind a short one, to see whether the list goes on. */
	get isChecking(): boolean {
		return this.isCheck;
	}

	/** Whether the list says how many records it has. */
	get hasTotal(): boolean {
		return this.total !== undefined;
	}

	/** Whether the total leaves no doubt that all records have come. */
	get isSurelyComplete(): boolean {
		return this.isComplete && isTotalReached(this.total, this.position);
	}

	/** What is missing at the end; undefined for a complete list. */
	get shortfall(): Shortfall | undefined {
		const total = this.getExpectedCount(Math.max(this.total ?? 0, this.minTotal));
		return this.read < total ? { read: this.read, total } : undefined;
	}

	/** @returns undefined if nothing can be requested until another page is taken, or ever */
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

	/** @returns whether the records of a page are wanted: a short page before it can have made it useless */
	isLive(page: PageRequest): boolean {
		return this.live.has(page);
	}

	/**
	 * @param page in the order of {@link next}
	 * @param records how many records came
	 * @param total how many there are in all, if the response says so
	 * @param knownRecords how many of the records had come before
	 */
	recordPage(page: PageRequest, records: number, total?: number, knownRecords = 0): void {
		const { offset, limit } = page;
		this.total = total ?? this.total;
		if (!this.live.delete(page)) {
			if (records > 0) this.minTotal = Math.max(this.minTotal, offset + records);
			return;
		}
		const isFirst = this.takenPages++ === 0;
		const wasCheck = this.isCheck;
		this.isCheck = false;
		// Records move to later pages as others are created, and the total grows with these. Only a request behind
		// a short page can bring the same records from the same place.
		this.read += wasCheck ? records - knownRecords : records;
		this.end += knownRecords;
		if (records > 0) this.position = offset + records;
		this.emptyInARow = records > 0 ? 0 : this.emptyInARow + 1;
		this.shortInARow = records < limit ? this.shortInARow + 1 : 0;
		this.isAtEnd = false;
		// The total is too low, or the list grows while it is read.
		if (this.total !== undefined && this.position > this.total && records > 0)
			this.total = undefined;
		// A page size below the one requested was a guess, made by the first page.
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

	/** Whether one page has room for all that is wanted, so that a short one leaves nothing out. */
	private fitsOnePage(requested: number): boolean {
		return this.limit <= Math.min(requested, this.documentedPage) && this.total === undefined;
	}

	/** Whether a first page of so many records can be the largest page that the list returns. */
	private canBeCapped(records: number, limit: number): boolean {
		return records / limit >= MIN_CAP_RATIO && this.position < (this.total ?? Infinity);
	}

	/** Whether there are records behind the next page's offset. */
	private continuesAt(next: number): boolean {
		return this.emptyInARow <= MAX_EMPTY_PAGES && next < (this.total ?? 0);
	}

	/** Requests the next page from behind the last record, alone: it shows whether the list goes on. */
	private continueAfterLast(pageSize = this.pageSize): void {
		this.pageSize = pageSize;
		this.planned = this.position;
		this.live.clear();
		this.maxAhead = 1;
		this.isCheck = true;
	}

	private getMaxLivePages(): number {
		if (this.takenPages === 0 || this.isCheck || this.total === undefined) return this.maxAhead;
		// A last page that will be full is followed by another request anyway.
		if (this.planned <= this.total) return Infinity;
		// Only the last page shows whether there are records behind the total.
		return this.live.size === 0 ? 1 : 0;
	}

	private getExpectedCount(total: number): number {
		return Math.min(total - this.start, this.limit);
	}
}
