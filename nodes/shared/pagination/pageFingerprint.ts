import isEqual from 'lodash/isEqual';

import { JsonLinesBatch } from '../api/recordBatch';
import type { RecordBatch } from '../api/recordBatch';
import { hashBytes, hashText } from './hash';

/** Number of lines that are compared first. Hashing all lines of a page takes much longer. */
const LINE_SAMPLE_SIZE = 64;

function getId(record: unknown): string | undefined {
	const id: unknown = (record as { id?: unknown } | null | undefined)?.id;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** Identifies the records of a page by their IDs or their content. */
export class PageFingerprint {
	readonly length: number;
	private readonly records: RecordBatch;
	private readonly hasIds: boolean;
	private readonly contents: Array<string | undefined> = [];
	private indexByKey: Map<string, number> | undefined;

	constructor(records: RecordBatch, hasIds: boolean) {
		this.records = records;
		this.length = records.length;
		this.hasIds = hasIds;
	}

	/** Indices to check first. If none of them is known, the page contains no earlier record. */
	get sample(): number[] {
		const step =
			this.records instanceof JsonLinesBatch ? Math.ceil(this.length / LINE_SAMPLE_SIZE) : 1;
		const indices = [];
		for (let index = 0; index < this.length; index += step) indices.push(index);
		return indices;
	}

	/** Returns the ID of a record if IDs identify the records of this list; otherwise a hash of the record. */
	getKey(index: number): string {
		const canHaveId = this.hasIds && !(this.records instanceof JsonLinesBatch);
		return (canHaveId ? getId(this.records.at(index)) : undefined) ?? this.getContentHash(index);
	}

	/** Returns whether a record has an ID. */
	hasId(index: number): boolean {
		return getId(this.records.at(index)) !== undefined;
	}

	/** Returns a hash of the whole record. */
	getContentHash(index: number): string {
		return (this.contents[index] ??=
			this.records instanceof JsonLinesBatch
				? hashBytes(this.records.getLine(index))
				: hashText(JSON.stringify(this.records.at(index)) ?? ''));
	}

	/** Returns the index of the record with this key; -1 if there is none. */
	findIndex(key: string): number {
		this.indexByKey ??= new Map(
			Array.from({ length: this.length }, (_, index) => [this.getKey(index), index]),
		);
		return this.indexByKey.get(key) ?? -1;
	}

	/** Returns whether another page has the same records, in any order. */
	equals(other: PageFingerprint): boolean {
		const sortContents = (page: PageFingerprint) =>
			Array.from({ length: page.length }, (_, index) => page.getContentHash(index)).sort();
		return this.length === other.length && isEqual(sortContents(this), sortContents(other));
	}

	/** Returns the hashes of all records by their keys. */
	toContents(): Map<string, string> {
		return new Map(
			Array.from({ length: this.length }, (_, index) => [
				this.getKey(index),
				this.getContentHash(index),
			]),
		);
	}
}

/** Returns whether most records have an ID and all IDs differ. For JSON lines, only the first record is parsed. */
export function haveUniqueIds(records: RecordBatch): boolean {
	if (records instanceof JsonLinesBatch) {
		return getId(records.at(0)) !== undefined && areUniqueRecords(records);
	}
	const ids = Array.from(records, getId).filter((id) => id !== undefined);
	return ids.length > records.length / 2 && new Set(ids).size === ids.length;
}

/** Returns whether all records differ. */
export const areUniqueRecords = (records: RecordBatch) =>
	new PageFingerprint(records, false).toContents().size === records.length;
