import partition from 'lodash/partition';

import { isJsonObject } from '../parameters/json';
import {
	parseFieldPath,
	findStepInObject,
	findStepInList,
	getValueAtPath,
	type FieldPath,
} from './fieldPath';

/** A path, and the level that a value is at. */
interface PendingPath {
	path: FieldPath;
	level: number;
}

/** Picks fields of records, and tracks which of them no record had. */
export class FieldSelector {
	private readonly paths: FieldPath[];
	private readonly missing: Set<string>;
	private hasRecords = false;

	/** @param fields as entered; empty to pick all */
	constructor(fields: string[]) {
		this.paths = fields.map(parseFieldPath);
		this.missing = new Set(fields);
	}

	/** Whether records are returned unchanged. */
	get isAll(): boolean {
		return this.paths.length === 0;
	}

	/** Fields that no record had; like {@link found}, empty before the first record. */
	get notFound(): string[] {
		return this.getTexts(({ text }) => this.missing.has(text));
	}

	get found(): string[] {
		return this.getTexts(({ text }) => !this.missing.has(text));
	}

	/** Returns a record with only the selected fields, or all of it if none are selected. */
	pick(record: unknown): unknown {
		if (this.isAll) return record;
		this.hasRecords = true;
		const picked = this.pickFrom(
			toObject(record),
			this.paths.map((path) => ({ path, level: 0 })),
		);
		return isJsonObject(record) ? (picked ?? {}) : record;
	}

	/** Returns the value of each field; undefined if the record lacks it. */
	getValues(record: unknown): unknown[] {
		this.hasRecords = true;
		const object = toObject(record);
		return this.paths.map((path) => {
			const value = getValueAtPath(object, path);
			if (value !== undefined) this.missing.delete(path.text);
			return value;
		});
	}

	private getTexts(isSelected: (path: FieldPath) => boolean): string[] {
		return this.hasRecords ? this.paths.filter(isSelected).map(({ text }) => text) : [];
	}

	private pickFrom(value: unknown, pending: PendingPath[]): unknown {
		const [whole, parts] = partition(pending, ({ path, level }) => level === path.levels.length);
		for (const { path } of whole) this.missing.delete(path.text);
		if (whole.length > 0) {
			for (const { path, level } of parts) {
				if (getValueAtPath(value, path, level) !== undefined) this.missing.delete(path.text);
			}
			return value;
		}
		if (Array.isArray(value)) return this.pickFromList(value, parts);
		if (!isJsonObject(value)) return undefined;
		const entries = [...groupByKey(value, parts)].flatMap(([key, below]) => {
			const picked = this.pickFrom(value[key], below);
			return picked === undefined ? [] : [[key, picked] as const];
		});
		// Unlike an assignment, this creates a plain property even for __proto__.
		return entries.length > 0 ? Object.fromEntries(entries) : undefined;
	}

	/** Picks from each element. Elements without any of the fields stay as empty objects, to keep the positions. */
	private pickFromList(list: unknown[], pending: PendingPath[]): unknown[] | undefined {
		if (list.length === 0) {
			for (const { path } of pending) this.missing.delete(path.text);
			return list;
		}
		const steps = pending.map((pendingPath) => ({
			pendingPath,
			step: findStepInList(list, pendingPath.path, pendingPath.level),
		}));
		const picked = list.flatMap((element, index) => {
			const own = steps.flatMap(({ pendingPath, step }) => {
				if (!step) return [pendingPath];
				return Number(step.key) === index ? [{ path: pendingPath.path, level: step.next }] : [];
			});
			return own.length > 0 ? [this.pickFrom(element, own)] : [];
		});
		if (picked.every((one) => one === undefined)) return undefined;
		return picked.map((one) => (one === undefined ? {} : one));
	}
}

/** Returns an object. Other records become its field `value`, as in an item. */
const toObject = (record: unknown) => (isJsonObject(record) ? record : { value: record });

function groupByKey(object: object, pending: PendingPath[]): Map<string, PendingPath[]> {
	const byKey = new Map<string, PendingPath[]>();
	for (const { path, level } of pending) {
		const step = findStepInObject(object, path, level);
		if (!step) continue;
		const pendingPath = { path, level: step.next };
		const others = byKey.get(step.key);
		if (others) others.push(pendingPath);
		else byKey.set(step.key, [pendingPath]);
	}
	return byKey;
}
