/** Returns a well-mixed 32-bit number for a seed and an index, the same on every run. */
export function hash(seed: number, index: number): number {
	let h = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b)) >>> 0;
	h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
	h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
	return (h ^ (h >>> 16)) >>> 0;
}

/** Returns one element of a list, the same for the same seed and index. */
export function pick<T>(list: readonly T[], seed: number, index: number): T {
	return list[hash(seed, index) % list.length] as T;
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** Returns hexadecimal digits for a seed and a label. */
export function createSeededHex(seed: number, label: string, digits: number): string {
	let state = seed;
	for (const char of label) state = hash(state, char.charCodeAt(0));
	let text = '';
	for (let i = 0; text.length < digits; i++) text += hex(hash(state, i), 8);
	return text.slice(0, digits);
}

/** Formats 32 hexadecimal digits as a UUID. */
export function dashed(id: string): string {
	const part = (from: number, to: number) => id.slice(from, to);
	return `${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20, 32)}`;
}
