/*
 * Hashes of 64 bits plus the length, to recognize equal records. They aren't for security: a cryptographic hash would
 * take several times as long for a million records.
 */

const { imul } = Math;
const HIGH_SEED = 0x9e3779b9;
const LOW_SEED = 0x85ebca6b;
const mixHigh = (high: number, code: number) => imul(high ^ code, 0x01000193);
const mixLow = (low: number, code: number, high: number) =>
	imul(low ^ code, 0x5bd1e995) ^ (high >>> 13);

export function hashText(text: string): string {
	let [high, low] = [HIGH_SEED, LOW_SEED];
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		high = mixHigh(high, code);
		low = mixLow(low, code, high);
	}
	return `${text.length} ${high} ${low}`;
}

export function hashBytes(bytes: Uint8Array): string {
	let [high, low] = [HIGH_SEED, LOW_SEED];
	for (let index = 0; index < bytes.length; index++) {
		high = mixHigh(high, bytes[index]!);
		low = mixLow(low, bytes[index]!, high);
	}
	return `${bytes.length} ${high} ${low}`;
}
