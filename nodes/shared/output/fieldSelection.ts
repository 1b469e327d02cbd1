import partition from 'lodash/partition';

import { isJsonObject } from '../parameters/json';
import {
	parseFieldPath,
	stepInto,
	stepToElement,
	getValueAtPath,
	type FieldPath,
} from './fieldPath';

/** A path, and how far into it a value is. */
interface Want {
	path: FieldPath;
	level: number;
}

/** The fields that are kept of records, and which of them no record had. */
export class FieldSelector {
	private readonly paths: FieldPath[];
	private readonly missing: Set<string>;
	private hasRecords = false;

	/** @param fields typed fields; empty for all */
	constructor(fields: string[]) {
		this.paths = fields.map(parseFieldPath);
		this.missing = new Set(fields);
	}

	/** Whether all of each record is kept. */
	get isAll(): boolean {
		return this.paths.length === 0;
	}

	/** The fields that no record had; like {@link found}, empty as long as there were no records. */
	get notFound(): string[] {
		return this.textsOf(({ text }) => this.missing.has(text));
	}

	get found(): string[] {
		return this.textsOf(({ text }) => !this.missing.has(text));
	}

	/** Returns the given fields of a record in their places, or all of it where none are given. */
	keep(record: unknown): unknown {
		if (this.isAll) return record;
		this.hasRecords = true;
		const kept = this.keepOf(
			holderOf(record),
			this.paths.map((path) => ({ path, level: 0 })),
		);
		return isJsonObject(record) ? (kept ?? {}) : record;
	}

	/** Returns the value of each field, undefined where the record lacks it. */
	valuesOf(record: unknown): unknown[] {
		this.hasRecords = true;
		const holder = holderOf(record);
		return this.paths.map((path) => {
			const value = getValueAtPath(holder, path);
			if (value !== undefined) this.missing.delete(path.text);
			return value;
		});
	}

	private textsOf(isWanted: (path: FieldPath) => boolean): string[] {
		return this.hasRecords ? this.paths.filter(isWanted).map(({ text }) => text) : [];
	}

	private keepOf(value: unknown, wants: Want[]): unknown {
		const [whole, parts] = partition(wants, ({ path, level }) => level === path.levels.length);
		for (const { path } of whole) this.missing.delete(path.text);
		if (whole.length > 0) {
			for (const { path, level } of parts) {
				if (getValueAtPath(value, path, level) !== undefined) this.missing.delete(path.text);
			}
			return value;
		}
		if (Array.isArray(value)) return this.keepOfList(value, parts);
		if (!isJsonObject(value)) return undefined;
		const entries = [...wantsByKey(value, parts)].flatMap(([key, below]) => {
			const kept = this.keepOf(value[key], below);
			return kept === undefined ? [] : [[key, kept] as const];
		});
		// Unlike an assignment, this makes a plain property of __proto__ too.
		return entries.length > 0 ? Object.fromEntries(entries) : undefined;
	}

	/** Elements stay in their places: those without any of the fields are kept empty. */
	private keepOfList(list: unknown[], wants: Want[]): unknown[] | undefined {
		if (list.length === 0) {
			for (const { path } of wants) this.missing.delete(path.text);
			return list;
		}
		const steps = wants.map((want) => ({
			want,
			step: stepToElement(list, want.path, want.level),
		}));
		const kept = list.flatMap((element, index) => {
			const own = steps.flatMap(({ want, step }) => {
				if (!step) return [want];
				return Number(step.key) === index ? [{ path: want.path, level: step.next }] : [];
			});
			return own.length > 0 ? [this.keepOf(element, own)] : [];
		});
		if (kept.every((one) => one === undefined)) return undefined;
		return kept.map((one) => (one === undefined ? {} : one));
	}
}

/** A record that isn't an object counts as the field `value`, as it does in an item. */
const holderOf = (record: unknown) => (isJsonObject(record) ? record : { value: record });

function wantsByKey(holder: object, wants: Want[]): Map<string, Want[]> {
	const byKey = new Map<string, Want[]>();
	for (const { path, level } of wants) {
		const step = stepInto(holder, path, level);
		if (!step) continue;
		const want = { path, level: step.next };
		const others = byKey.get(step.key);
		if (others) others.push(want);
		else byKey.set(step.key, [want]);
	}
	return byKey;
}
