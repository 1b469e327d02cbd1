import { AdaptiveConcurrency } from '../../../../../nodes/shared/api/concurrency/adaptiveConcurrency.ts';

const sizeAfter = (most: number, ...latencies: number[]) => {
	const concurrency = new AdaptiveConcurrency(most);
	for (const ms of latencies) concurrency.recordLatency(ms);
	return concurrency.current;
};

test('one request until an answer was seen', () => expect(sizeAfter(50)).toBe(1));

test('knows whether an answer was seen', () => {
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
])('answers after %i ms: %i at a time', (ms, size) => expect(sizeAfter(50, ms)).toBe(size));

test('the fastest answer counts: a server under load is not given more', () => {
	expect(sizeAfter(50, 300, 60, 5000)).toBe(15);
});

test('never more than allowed', () => {
	expect(sizeAfter(3, 600)).toBe(3);
	expect(sizeAfter(1, 600)).toBe(1);
});
