import type { RecordBatch } from '../api/recordBatch';

/** Divides the pages of a list among several files. */
export class FilePages {
	private readonly pages: AsyncIterator<RecordBatch>;
	/** Records that were read and belong to a later file. */
	private rest: RecordBatch = [];

	constructor(pages: AsyncIterator<RecordBatch>) {
		this.pages = pages;
	}

	/**
	 * Reads pages until one has records.
	 * @returns false at the end of the list
	 * @throws the error of a page that can't be read
	 */
	async hasNext(): Promise<boolean> {
		while (this.rest.length === 0) {
			const { done, value } = await this.pages.next();
			if (done) return false;
			this.rest = value;
		}
		return true;
	}

	/**
	 * @param maxRecords maximum number of records in the file
	 * @param isFull whether the file is too large for another page
	 * @yields the pages of the next file
	 */
	async *takeFile(maxRecords: number, isFull: () => boolean): AsyncGenerator<RecordBatch> {
		let left = maxRecords;
		while (left > 0 && !isFull() && (await this.hasNext())) {
			const page = this.rest.slice(0, left);
			this.rest = this.rest.slice(page.length, this.rest.length);
			left -= page.length;
			yield page;
		}
	}
}
