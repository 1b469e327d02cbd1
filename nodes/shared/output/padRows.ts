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
 * @param short in the order of the rows
 * @yields bytes of the file
 */
export async function* padRows(
	file: AsyncIterable<Uint8Array>,
	header: Uint8Array,
	short: IncompleteRows[],
): AsyncGenerator<Uint8Array> {
	let isQuoted = false;
	/** Number of the row that is read; the header is the one before the first. */
	let row = -1;
	let current = 0;
	yield header;
	for await (const chunk of file) {
		const parts: Uint8Array[] = [];
		let from = row < 0 ? chunk.length : 0;
		let place = 0;
		for (; place < chunk.length && current < short.length; place++) {
			const byte = chunk[place];
			if (byte === QUOTE) {
				isQuoted = !isQuoted;
			} else if (isQuoted) {
				continue;
			} else if (byte === CARRIAGE_RETURN && row >= 0) {
				parts.push(chunk.subarray(from, place), commas(short[current]!.missing));
				from = place;
			} else if (byte === LINE_FEED) {
				row++;
				if (row === 0) from = place + 1;
				if (row === short[current]!.end) current++;
			}
		}
		parts.push(chunk.subarray(from));
		const bytes = Buffer.concat(parts);
		if (bytes.length > 0) yield bytes;
	}
}

const commas = (count: number) => Buffer.alloc(count, ',');
