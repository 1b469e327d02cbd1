import isEqual from 'lodash/isEqual';

import { JsonLinesBatch } from '../api/recordBatch';
import type { RecordBatch } from '../api/recordBatch';
import { hashBytes, hashText } from './hash';

/** So many lines of a page are looked at before all are: this takes far less time than to hash all. */
const LINE_SAMPLE_SIZE = 64;

function getId(record: unknown): string | undefined {
	const id: unknown = (record as { id?: unknown } | null | undefined)?.id;
	return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
}

/** The records of a page, as far as it takes to recognize them. */
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

	/** Indices that are enough to look at where no record of the page has come before. */
	get sample(): number[] {
		const step =
			this.records instanceof JsonLinesBatch ? Math.ceil(this.length / LINE_SAMPLE_SIZE) : 1;
		const indices = [];
		for (let index = 0; index < this.length; index += step) indices.push(index);
		return indices;
	}

	/** The ID where IDs identify the records of this list, otherwise the content. */
	getKey(index: number): string {
		const canHaveId = this.hasIds && !(this.records instanceof JsonLinesBatch);
		return (canHaveId ? getId(this.records.at(index)) : undefined) ?? this.getContentHash(index);
	}

	/** A hash of the whole record. */
	getContentHash(index: number): string {
		return (this.contents[index] ??=
			this.records instanceof JsonLinesBatch
				? hashBytes(this.records.getLine(index))
				: hashText(JSON.stringify(this.records.at(index)) ?? ''));
	}

	/** @returns the place of the record with this key; -1 where there is none */
	findIndex(key: string): number {
		this.indexByKey ??= new Map(
			Array.from({ length: this.length }, (_, index) => [this.getKey(index), index]),
		);
		return this.indexByKey.get(key) ?? -1;
	}

	/** Whether another page has the same records, in any order. */
	equals(other: PageFingerprint): boolean {
		const sortContents = (page: PageFingerprint) =>
			Array.from({ length: page.length }, (_, index) => page.getContentHash(index)).sort();
		return this.length === other.length && isEqual(sortContents(this), sortContents(other));
	}

	toContents(): Map<string, string> {
		return new Map(
			Array.from({ length: this.length }, (_, index) => [
				this.getKey(index),
				this.getContentHash(index),
			]),
		);
	}
}

/** Whether most records have an ID, and no two the same. Of lines, the first speaks for the others. */
export function haveUniqueIds(records: RecordBatch): boolean {
	if (records instanceof JsonLinesBatch) {
		return getId(records.at(0)) !== undefined && areUniqueRecords(records);
	}
	const ids = Array.from(records, getId).filter((id) => id !== undefined);
	return ids.length > records.length / 2 && new Set(ids).size === ids.length;
}

/** Whether no two records are equal. */
export const areUniqueRecords = (records: RecordBatch) =>
	new PageFingerprint(records, false).toContents().size === records.length;
