import { parseLosslessJson } from './losslessJson';

/** The records of an answer: an array of them, or JsonLines, which parses a record only when it is asked for. */
export interface RecordBatch extends Iterable<unknown> {
	readonly length: number;
	/** A record, counted from the end where the index is negative; undefined where there is none. */
	at(index: number): unknown;
	slice(start: number, end: number): RecordBatch;
}

/** Records as lines of JSON, in the bytes that they came in: whoever only passes them on need not parse them. */
export class JsonLinesBatch implements RecordBatch {
	readonly bytes: Buffer;
	private readonly ends: number[];

	/** @param ends for each record, the place behind its line feed */
	constructor(bytes: Buffer, ends: number[]) {
		this.bytes = bytes;
		this.ends = ends;
	}

	get length(): number {
		return this.ends.length;
	}

	at(index: number): unknown {
		const line = this.getLine(index < 0 ? this.length + index : index);
		return line.length === 0 ? undefined : parseLosslessJson(line.toString()).body;
	}

	/** The bytes of a record, with the line feed behind it; empty where there is none. */
	getLine(index: number): Buffer {
		return this.bytes.subarray(this.ends[index - 1] ?? 0, this.ends[index] ?? 0);
	}

	slice(start: number, end: number): JsonLinesBatch {
		const ends = this.ends.slice(start, end);
		const first = this.ends[start - 1] ?? 0;
		const bytes = this.bytes.subarray(first, ends.at(-1) ?? first);
		return new JsonLinesBatch(
			bytes,
			ends.map((offset) => offset - first),
		);
	}

	*[Symbol.iterator](): Iterator<unknown> {
		for (const index of this.ends.keys()) yield this.at(index);
	}
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const LIST = 0x5b;
const BACKSLASH = 0x5c;
const LIST_END = 0x5d;
const OBJECT = 0x7b;
const OBJECT_END = 0x7d;
/** Set in a bracket, it makes the brace of the same side: both nest alike, and are counted as one. */
const BRACE_BIT = 0x20;

/**
 * Makes lines of a list in JSON, where it is compact: then one character stands between two records, and becomes
 * the line feed. Takes less than half the time of JSON.parse, and leaves no objects behind.
 * @param list is written over: the lines are these bytes
 * @returns undefined, with nothing changed, for anything but a compact list of objects, so for one that is cut as well
 */
export function splitJsonArray(list: Buffer): JsonLinesBatch | undefined {
	// A line end here would cut a record in two; compact JSON has none, since text has them as escapes.
	if (list[0] !== LIST || list.includes(LINE_FEED) || list.includes(CARRIAGE_RETURN))
		return undefined;
	const ends: number[] = [];
	let end = 0;
	do {
		end = findObjectEnd(list, end + 1);
		ends.push(end);
	} while (list[end] === COMMA);
	if (list[end] !== LIST_END || end !== list.length - 1) return undefined;
	for (const offset of ends) list[offset] = LINE_FEED;
	// Without the bracket in front, the place of a line feed is the one behind it.
	return new JsonLinesBatch(list.subarray(1), ends);
}

/** @returns the place behind the object that starts here; the end of all where there is none, or not all of it */
function findObjectEnd(json: Buffer, start: number): number {
	if (json[start] !== OBJECT) return json.length;
	let depth = 0;
	for (let index = start; index < json.length; index++) {
		const byte = json[index]!;
		if (byte === QUOTE) {
			index = findStringEnd(json, index);
		} else if (byte >= LIST) {
			const brace = byte | BRACE_BIT;
			if (brace === OBJECT) depth++;
			else if (brace === OBJECT_END && --depth === 0) return index + 1;
		}
	}
	return json.length;
}

/** @returns the place of the quote that ends the text which starts with this one */
function findStringEnd(json: Buffer, start: number): number {
	for (let index = start + 1; index < json.length; index++) {
		const byte = json[index]!;
		if (byte === QUOTE) return index;
		if (byte === BACKSLASH) index++;
		// Damaged, such as a gap filled with zeros: text has control characters as escapes.
		else if (byte < SPACE) return json.length;
	}
	return json.length;
}
