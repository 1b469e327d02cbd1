import { AdaptiveConcurrency } from '../../../../../nodes/shared/api/concurrency/adaptiveConcurrency.ts';

const getConcurrencyAfter = (max: number, ...latencies: number[]) => {
	const concurrency = new AdaptiveConcurrency(max);
	for (const ms of latencies) concurrency.recordLatency(ms);
	return concurrency.current;
};

test('allows one request until the first response', () => expect(getConcurrencyAfter(50)).toBe(1));

test('reports whether there was a response', () => {
	const concurrency = new AdaptiveConcurrency(50);
	expect(concurrency.hasResponse).toBe(false);
	concurrency.recordLatency(0);
	expect(concurrency.hasResponse).toBe(true);
});

test.each([
	[0, 2],
	[5, 2],
	[60, 15],
	[150, 38],
	[300, 50],
	[600, 50],
])('with responses after %i ms, allows %i requests', (ms, size) =>
	expect(getConcurrencyAfter(50, ms)).toBe(size),
);

test('uses the fastest response, so that a slow server gets no more requests', () => {
	expect(getConcurrencyAfter(50, 300, 60, 5000)).toBe(15);
});

test('never exceeds the maximum', () => {
	expect(getConcurrencyAfter(3, 600)).toBe(3);
	expect(getConcurrencyAfter(1, 600)).toBe(1);
});
