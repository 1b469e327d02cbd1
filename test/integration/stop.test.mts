import fc from '../fastCheck.mts';
import { rateLimiters } from '../../nodes/shared/api/rateLimit/rateLimiter.ts';
import { runNode } from './n8n.mts';
import { startServer } from './server.mts';

const ITEMS = Array.from({ length: 30 }, (_, index) => ({ json: { index } }));

/** The items that an error says were carried out, such as `0-3, 7`. */
function itemsIn(description = ''): number[] {
	const ranges = /Already completed: item ([\d, -]+)\./.exec(description)?.[1]?.split(', ') ?? [];
	return ranges.flatMap((range) => {
		const [first = 0, last = first] = range.split('-').map(Number);
		return Array.from({ length: last - first + 1 }, (_, index) => first + index);
	});
}

test('sends no write after a run was stopped at any moment, and lists all that were carried out', async () => {
	const delay = fc.integer({ min: 0, max: 80 });
	const latency = fc.integer({ min: 0, max: 20 });
	await fc.assert(
		fc.asyncProperty(delay, latency, fc.boolean(), fc.boolean(), async (...given) => {
			const [ms, answerAfter, parallelWrites, continueOnFail] = given;
			rateLimiters.clear();
			const done: number[] = [];
			let inFlight = 0;
			const server = await startServer((request, response) => {
				inFlight++;
				setTimeout(() => {
					inFlight--;
					done.push(Number(request.url!.split('/').at(-1)));
					response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
				}, answerAfter);
			});
			const stop = new AbortController();
			setTimeout(() => stop.abort(), ms);
			const error = await runNode(server.store, {
				items: ITEMS,
				continueOnFail,
				signal: stop.signal,
				parameters: {
					method: 'DELETE',
					path: '=/accounts/v1/{{ $json.index }}',
					options: { parallelWrites },
				},
			}).then(
				() => undefined,
				(reason: Error & { description?: string }) => reason,
			);
			expect(inFlight).toBe(0);
			const sent = done.length;
			await new Promise((resolve) => setTimeout(resolve, 50));
			expect(done).toHaveLength(sent);
			done.sort((a, b) => a - b);
			expect(error ? itemsIn(error.description) : [...ITEMS.keys()]).toEqual(done);
		}),
		{ numRuns: 20 },
	);
});
