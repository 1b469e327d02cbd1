import { createHash } from 'crypto';

import { JsonLines } from '../jsonLines';
import type { Records } from '../records';

/** One record, as far as it takes to recognize it. */
interface Print {
	/** The ID where IDs identify the records of this list, otherwise the content. */
	key: string;
	/** Hash of the whole record. */
	content: () => string;
}

/** What a page has in common with the pages before it. */
export interface Comparison {
	/** Number of records at the start of the page that are also the last of the page before. */
	overlap: number;
	/** How many of the other records came before, unchanged. */
	repeats: 'all' | 'some' | 'none';
}

/** So many pages in a row may consist of known IDs with changed content: records that move as they change. */
const MOST_CHANGED = 2;

const hashOf = (content: string | Buffer) => createHash('sha1').update(content).digest('base64');

function idOf(record: unknown): string | undefined {
	const id: unknown = (record as { id?: unknown } | null | undefined)?.id;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/**
 * Remembers the first page of a list, the page before, and one page in between, so that a server that repeats
 * itself is noticed whatever the length of its loop. Memory doesn't grow with the list.
 */
export class PageMemory {
	private pages = 0;
	private isFirst = true;
	/** Content of records by their keys. */
	private first = new Map<string, string>();
	/** The latest page whose number is a power of two: any loop of pages comes back to one of these. */
	private milestone = new Map<string, string>();
	private previous: Print[] = [];
	private hasIds = false;
	private changedInARow = 0;

	/** Makes the next page the first one: where a list is read in parts, a part can start anew. */
	startPart(): void {
		this.isFirst = true;
	}

	/** Compares a page with those before it, and remembers it. */
	compare(records: Records): Comparison {
		if (this.pages === 0) this.hasIds = haveIds(records);
		const prints = this.printsOf(records);
		const overlap = this.overlapOf(prints);
		const others = prints.slice(overlap);
		const repeats = this.repeatsIn(others);
		this.keep(prints);
		return { overlap, repeats };
	}

	private repeatsIn(prints: Print[]): Comparison['repeats'] {
		if (this.pages === 0 || prints.length === 0) return 'none';
		const previous = new Map(this.previous.map((print) => [print.key, print]));
		let known = 0;
		let same = 0;
		for (const { key, content } of prints) {
			const before = [this.first.get(key), this.milestone.get(key), previous.get(key)?.content()];
			if (before.every((one) => one === undefined)) continue;
			known++;
			if (before.includes(content())) same++;
		}
		this.changedInARow = known === prints.length && same < known ? this.changedInARow + 1 : 0;
		if (same === prints.length || this.changedInARow > MOST_CHANGED) return 'all';
		return same > 0 && this.hasIds ? 'some' : 'none';
	}

	private overlapOf(prints: Print[]): number {
		const [start] = prints;
		// Equal rows without an ID can be different records.
		const from =
			start && this.hasIds ? this.previous.findIndex(({ key }) => key === start.key) : -1;
		const tail = from < 0 ? [] : this.previous.slice(from);
		const isOverlap =
			tail.length <= prints.length &&
			tail.length < this.previous.length &&
			tail.every(
				({ key, content }, index) =>
					key === prints[index]!.key && content() === prints[index]!.content(),
			);
		return isOverlap ? tail.length : 0;
	}

	private keep(prints: Print[]): void {
		if (prints.length === 0) return;
		this.pages++;
		this.previous = prints;
		const isMilestone = (this.pages & (this.pages - 1)) === 0;
		if (!this.isFirst && !isMilestone) return;
		const contents = new Map(prints.map(({ key, content }) => [key, content()]));
		if (this.isFirst) this.first = contents;
		else this.milestone = contents;
		this.isFirst = false;
	}

	private printsOf(records: Records): Print[] {
		if (records instanceof JsonLines) {
			return Array.from({ length: records.length }, (_, index) => {
				const content = hashOf(records.line(index));
				return { key: content, content: () => content };
			});
		}
		return Array.from(records, (record) => {
			let hash: string | undefined;
			const content = () => (hash ??= hashOf(JSON.stringify(record) ?? ''));
			const id = this.hasIds ? idOf(record) : undefined;
			return { key: id ?? content(), content };
		});
	}
}

/** Whether most records have an ID, and no two the same. Of lines, the first speaks for the others. */
function haveIds(records: Records): boolean {
	if (records instanceof JsonLines) return idOf(records.at(0)) !== undefined;
	const ids = Array.from(records, idOf).filter((id) => id !== undefined);
	return ids.length > records.length / 2 && new Set(ids).size === ids.length;
}
