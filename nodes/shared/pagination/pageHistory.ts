import type { RecordBatch } from '../api/recordBatch';
import { areUniqueRecords, haveUniqueIds, PageFingerprint } from './pageFingerprint';

/** Comparison of a page with the pages before it. */
export interface PageComparison {
	/** Number of records at the start of the page that are also at the end of the previous page. */
	overlap: number;
	/** How many of the other records occurred before, unchanged. */
	repeats: 'all' | 'some' | 'none';
}

/** Maximum number of consecutive pages of known IDs with changed content. Records can move when they change. */
const MAX_CHANGED_PAGES = 2;
/** Maximum number of pages. A list with more pages generates its records. */
const MAX_PAGES = 100_000;
/** Minimum number of equal rows without IDs. Fewer rows can be equal by chance. */
const MIN_UNIQUE_ROWS = 5;
/** Maximum number of consecutive pages that equal earlier ones in a list whose rows can be equal. */
const MAX_SAME_PAGES = 100;
/**
 * Remembers the first page of a list, the previous page, and one page in between to detect repeated pages in loops of
 * any length. The memory doesn't grow with the list.
 */
export class PageHistory {
	private pages = 0;
	private readonly canRepeat: boolean;
	private hasIds = false;
	private hasUniqueRows = false;
	private isPartStart = true;
	/** First page of the list: hashes of records by their keys. */
	private first: Map<string, string> | undefined;
	/** First page of the current part, and the page after it. */
	private partStart = new Map<string, string>();
	/** Latest page whose number is a power of two, starting at four. Every loop of pages returns to one of these. */
	private milestone = new Map<string, string>();
	private previous: PageFingerprint | undefined;
	private isPreviousFirst = false;
	private changedInARow = 0;
	private sameInARow = 0;

	/** @param canRepeat whether different records can be equal, including their IDs */
	constructor(canRepeat = false) {
		this.canRepeat = canRepeat;
	}

	/** Remembers the next page as the first of a part. A list that is read in parts can repeat the start of each part. */
	startPart(): void {
		this.isPartStart = true;
		this.partStart = this.previous?.toContents() ?? new Map();
	}

	/** Compares a page with earlier pages, and remembers it. */
	compare(records: RecordBatch): PageComparison {
		if (this.pages === 0) {
			this.hasIds = !this.canRepeat && haveUniqueIds(records);
			this.hasUniqueRows = !this.canRepeat && (this.hasIds || areUniqueRecords(records));
		}
		const page = new PageFingerprint(records, this.hasIds);
		if (page.length === 0) return { overlap: 0, repeats: 'none' };
		const overlap = this.getOverlap(page);
		const repeats = this.classifyRepeats(page, overlap);
		this.remember(page);
		return { overlap, repeats };
	}

	private classifyRepeats(page: PageFingerprint, overlap: number): PageComparison['repeats'] {
		if (!this.previous || page.length === overlap) return 'none';
		const sample = page.sample.filter((index) => index >= overlap);
		if (sample.every((index) => this.getEarlierContents(page, index).length === 0)) {
			this.changedInARow = this.sameInARow = 0;
			return this.pages > MAX_PAGES ? 'all' : 'none';
		}
		/** Number of records that can be recognized. In a list with IDs, others such as null can be equal. */
		let others = 0;
		let knownCount = 0;
		let sameCount = 0;
		for (let index = overlap; index < page.length; index++) {
			if (this.hasIds && !page.hasId(index)) continue;
			others++;
			const before = this.getEarlierContents(page, index);
			if (before.length > 0) knownCount++;
			if (before.includes(page.getContentHash(index))) sameCount++;
		}
		if (others === 0) return 'none';
		this.changedInARow =
			knownCount === others && sameCount < knownCount ? this.changedInARow + 1 : 0;
		this.sameInARow = sameCount === others ? this.sameInARow + 1 : 0;
		const isSure =
			this.hasIds ||
			(this.hasUniqueRows && others >= MIN_UNIQUE_ROWS) ||
			(!this.canRepeat && page.equals(this.previous));
		if (isSure && (sameCount === others || this.changedInARow > MAX_CHANGED_PAGES)) return 'all';
		if (this.sameInARow > MAX_SAME_PAGES) return 'all';
		return sameCount > 0 && this.hasIds ? 'some' : 'none';
	}

	/** Returns the hashes of the record in earlier pages. */
	private getEarlierContents(page: PageFingerprint, index: number): string[] {
		const key = page.getKey(index);
		const earlierIndex = this.previous?.findIndex(key) ?? -1;
		return [
			this.first?.get(key),
			this.partStart.get(key),
			this.milestone.get(key),
			earlierIndex < 0 ? undefined : this.previous?.getContentHash(earlierIndex),
		].filter((content) => content !== undefined);
	}

	private getOverlap(page: PageFingerprint): number {
		const { previous } = this;
		// Equal rows without an ID can be different records.
		const start = previous && this.hasIds ? previous.findIndex(page.getKey(0)) : -1;
		if (!previous || start < 1 || previous.length - start > page.length) return 0;
		for (let index = start; index < previous.length; index++) {
			if (previous.getContentHash(index) !== page.getContentHash(index - start)) return 0;
		}
		return previous.length - start;
	}

	private remember(page: PageFingerprint): void {
		this.pages++;
		// Do this only now, so that a list with a single page costs nothing.
		if (this.isPreviousFirst) {
			const contents = this.previous!.toContents();
			this.first ??= contents;
			for (const [key, content] of contents) this.partStart.set(key, content);
		}
		this.isPreviousFirst = this.isPartStart;
		this.isPartStart = false;
		this.previous = page;
		const isMilestone = this.pages >= 4 && (this.pages & (this.pages - 1)) === 0;
		if (isMilestone) this.milestone = page.toContents();
	}
}
