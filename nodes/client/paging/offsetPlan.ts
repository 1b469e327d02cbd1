/** One page to ask for. */
export interface PageRequest {
	/** Number of records before it. */
	offset: number;
	limit: number;
	/** Whether to ask for the total as well, which costs the server time. */
	count: boolean;
}

export interface PlanOptions {
	/** How many records are wanted. */
	limit: number;
	pageSize: number;
	/** Offset of the first record wanted. */
	start: number;
}

/** To read so many pages more than the total would show, it is worth asking for. */
const PAGES_WORTH_COUNTING = 3;

/**
 * Whether a first page that is shorter than asked for may have been cut to a limit that is not known here:
 * limits are round numbers. To ask once more costs one request, not to ask may lose records.
 */
export const mayBeCut = (records: number) =>
	records >= 10 && (records % 10 === 0 || records % 25 === 0 || records === 15);

/**
 * Decides which pages of a list to ask for, and when it ends. It asks for nothing itself: {@link next} gives
 * what may be asked for now, {@link take} learns from the pages in their order.
 *
 * The first page goes alone, since most lists end with it. The second goes alone and brings the total where
 * that is worth it; then all others may be under way at a time. Where there is no total, no more pages are
 * tried ahead than have been read, so that few of them lie past the end.
 */
export class OffsetPlan {
	private readonly end: number;
	private pageSize: number;
	private planned: number;
	private underWay = 0;
	private taken = 0;
	private total: number | undefined;
	private ended = false;

	constructor({ limit, pageSize, start }: PlanOptions) {
		this.end = start + limit;
		this.pageSize = pageSize;
		this.planned = start;
	}

	/** Whether the list has ended: whatever is still under way lies past the end. */
	get hasEnded(): boolean {
		return this.ended;
	}

	/** Asks for no more pages. */
	stop(): void {
		this.planned = Infinity;
	}

	/** @returns undefined where nothing can be asked for until another page is taken, or ever */
	next(): PageRequest | undefined {
		const end = Math.min(this.end, this.total ?? Infinity);
		if (this.ended || this.planned >= end || this.underWay >= this.allowed()) return undefined;
		const offset = this.planned;
		const limit = Math.min(this.pageSize, this.end - offset);
		const pagesLeft = (this.end - offset) / this.pageSize;
		this.planned += limit;
		this.underWay++;
		return { offset, limit, count: this.taken === 1 && pagesLeft > PAGES_WORTH_COUNTING };
	}

	/**
	 * @param asked a page, in the order of {@link next}
	 * @param records how many records came
	 * @param total how many there are in all, where the answer says so
	 */
	take({ offset, limit }: PageRequest, records: number, total?: number): void {
		this.underWay--;
		this.taken++;
		this.total = total ?? this.total;
		const next = offset + limit;

		if (this.taken === 1 && this.isOtherSize(records, offset, limit)) {
			this.pageSize = records;
			this.planned = offset + records;
			return;
		}
		const isShort = records < limit;
		// Full up to the total and beyond: the list grows while it is read.
		if (!isShort && this.total !== undefined && next > this.total) this.total = undefined;
		this.ended = records === 0 || (isShort && next >= (this.total ?? 0));
	}

	/** Whether the list gives pages of another size than it was asked for. */
	private isOtherSize(records: number, offset: number, limit: number): boolean {
		if (records >= limit) return records > limit;
		return this.total === undefined
			? mayBeCut(records)
			: records > 0 && this.total > offset + records;
	}

	private allowed(): number {
		if (this.taken < 2) return 1;
		return this.total === undefined ? this.taken : Infinity;
	}
}
