/*
 * Hashes to 64 bits and the length, to recognize equal records. Not for security: a cryptographic hash takes several
 * times as long for each of a million records.
 */

const { imul } = Math;
const HIGH = 0x9e3779b9;
const LOW = 0x85ebca6b;
const nextHigh = (high: number, code: number) => imul(high ^ code, 0x01000193);
const nextLow = (low: number, code: number, high: number) =>
	imul(low ^ code, 0x5bd1e995) ^ (high >>> 13);

export function hashText(text: string): string {
	let [high, low] = [HIGH, LOW];
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		high = nextHigh(high, code);
		low = nextLow(low, code, high);
	}
	return `${text.length} ${high} ${low}`;
}

export function hashBytes(bytes: Uint8Array): string {
	let [high, low] = [HIGH, LOW];
	for (let at = 0; at < bytes.length; at++) {
		high = nextHigh(high, bytes[at]!);
		low = nextLow(low, bytes[at]!, high);
	}
	return `${bytes.length} ${high} ${low}`;
}
