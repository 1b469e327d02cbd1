const QUOTE = 0x22;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** Rows that lack cells at their end. */
export interface IncompleteRows {
	/** Index of the row after the last of them, without the header. */
	end: number;
	/** Number of missing cells. */
	missing: number;
}

/**
 * Replaces the header of a CSV file and completes its first rows. Line ends inside quotes belong to a cell; all others are
 * CRLF.
 * @param incomplete rows, in their order
 * @yields bytes of the file
 */
export async function* padRows(
	file: AsyncIterable<Uint8Array>,
	header: Uint8Array,
	incomplete: IncompleteRows[],
): AsyncGenerator<Uint8Array> {
	let isQuoted = false;
	/** Index of the current row; the header is -1. */
	let row = -1;
	let current = 0;
	yield header;
	for await (const chunk of file) {
		const parts: Uint8Array[] = [];
		let start = row < 0 ? chunk.length : 0;
		let position = 0;
		for (; position < chunk.length && current < incomplete.length; position++) {
			const byte = chunk[position];
			if (byte === QUOTE) {
				isQuoted = !isQuoted;
			} else if (isQuoted) {
				continue;
			} else if (byte === CARRIAGE_RETURN && row >= 0) {
				parts.push(chunk.subarray(start, position), createCommas(incomplete[current]!.missing));
				start = position;
			} else if (byte === LINE_FEED) {
				row++;
				if (row === 0) start = position + 1;
				if (row === incomplete[current]!.end) current++;
			}
		}
		parts.push(chunk.subarray(start));
		const bytes = Buffer.concat(parts);
		if (bytes.length > 0) yield bytes;
	}
}

const createCommas = (count: number) => Buffer.alloc(count, ',');
