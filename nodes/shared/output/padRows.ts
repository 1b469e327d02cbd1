const QUOTE = 0x22;
const CARRIAGE_RETURN = 0x0d;
const LINE_FEED = 0x0a;

/** Rows of a table that lack cells at their end. */
export interface IncompleteRows {
	/** Number of the row behind the last of them, without the header. */
	end: number;
	/** How many cells they lack. */
	missing: number;
}

/**
 * Gives a CSV file another header, and its first rows the cells that they lack. Line ends inside quotes belong to
 * a cell; all others are CRLF.
 * @param incomplete in the order of the rows
 * @yields bytes of the file
 */
export async function* padRows(
	file: AsyncIterable<Uint8Array>,
	header: Uint8Array,
	incomplete: IncompleteRows[],
): AsyncGenerator<Uint8Array> {
	let isQuoted = false;
	/** Number of the row that is read; the header is the one before the first. */
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
