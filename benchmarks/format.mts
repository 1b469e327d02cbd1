/** Middle value; of an even number, the mean of the two in the middle. */
export function median(values: number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export const formatSeconds = (ms: number) => `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
export const formatRatio = (ratio: number) => `${ratio.toFixed(ratio < 10 ? 2 : 1)} ×`;
export const formatCount = (count: number) => count.toLocaleString('en');
export const formatMegabytes = (bytes: number) => `${Math.round(bytes / 1024 / 1024)} MB`;

/** Runs some work and says how many milliseconds it took. */
export async function measureTime<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
	const started = performance.now();
	const result = await work();
	return { ms: performance.now() - started, result };
}
