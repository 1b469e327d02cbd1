import type { RecordBatch } from '../api/recordBatch';
import { areUniqueRecords, haveUniqueIds, PageFingerprint } from './pageFingerprint';

/** What a page has in common with the pages before it. */
export interface PageComparison {
	/** Number of records at the start of the page that are also the last of the page before. */
	overlap: number;
	/** How many of the other records came before, unchanged. */
	repeats: 'all' | 'some' | 'none';
}

/** So many pages in a row can consist of known IDs with changed content: records that move as they change. */
const MAX_CHANGED_PAGES = 2;
/** No list has more pages: one that has returns records that it makes up. */
const MAX_PAGES = 100_000;
/** Without IDs, fewer rows than this can be equal to earlier ones by chance. */
const MIN_UNIQUE_ROWS = 5;
/** So many pages in a row can equal earlier ones in a list whose rows are equal to each other. */
const MAX_SAME_PAGES = 100;
/**
 * Remembers the first page of a list, the page before, and one page in between, so that a server that repeats
 * itself is noticed whatever the length of its loop. Memory doesn't grow with the list.
 */
export class PageHistory {
	private pages = 0;
	private readonly canRepeat: boolean;
	private hasIds = false;
	private hasUniqueRows = false;
	private isPartStart = true;
	/** First page of the list: content of records by their keys. */
	private first: Map<string, string> | undefined;
	/** The page where the part that is read begins, and the one behind it. */
	private partStart = new Map<string, string>();
	/** The latest page whose number is a power of two from four: any loop of pages comes back to one of these. */
	private milestone = new Map<string, string>();
	private previous: PageFingerprint | undefined;
	private isPreviousFirst = false;
	private changedInARow = 0;
	private sameInARow = 0;

	/** @param canRepeat whether different records can be equal, ID and all */
	constructor(canRepeat = false) {
		this.canRepeat = canRepeat;
	}

	/** Makes the next page one to remember: a list that is read in parts can start anew with each. */
	startPart(): void {
		this.isPartStart = true;
		this.partStart = this.previous?.toContents() ?? new Map();
	}

	/** Compares a page with those before it, and remembers it. */
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
		const others = page.length - overlap;
		if (!this.previous || others === 0) return 'none';
		const sample = page.sample.filter((index) => index >= overlap);
		if (sample.every((index) => this.getEarlierContents(page, index).length === 0)) {
			this.changedInARow = this.sameInARow = 0;
			return this.pages > MAX_PAGES ? 'all' : 'none';
		}
		let knownCount = 0;
		let sameCount = 0;
		for (let index = overlap; index < page.length; index++) {
			const before = this.getEarlierContents(page, index);
			if (before.length > 0) knownCount++;
			if (before.includes(page.getContentHash(index))) sameCount++;
		}
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

	/** What the record had as content in the pages before. */
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
		// Only now, so that a list of one page costs nothing.
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
