import fc from '../../../fastCheck.mts';
import {
	isTransient,
	getRetryDelay,
	parseRetryAfter,
	type RetryContext,
} from '../../../../nodes/shared/api/retryPolicy.ts';

const NOW = Date.UTC(2030, 0, 1, 12);
const buildContext = (overrides: Partial<RetryContext>): RetryContext => ({
	isReadOnly: true,
	attempt: 1,
	elapsedMs: 0,
	now: NOW,
	random: 0.5,
	...overrides,
});

test.each([
	[{ status: 429 }, true],
	[{ status: 500 }, true],
	[{ status: 503 }, true],
	[{ networkCode: 'ECONNRESET' }, true],
	[{ networkCode: 'ENOTFOUND', hostResponded: true }, true],
	[{ networkCode: 'ENOTFOUND' }, false],
	[{ networkCode: 'CERT_HAS_EXPIRED' }, false],
	[{ status: 503, withoutToken: true }, true],
	[{ status: 400 }, false],
	[{ status: 401, withoutToken: true }, false],
	[{ status: 403 }, false],
	[{ status: 501 }, false],
	[{}, false],
])('isTransient returns for %j: %s', (outcome, expected) =>
	expect(isTransient(outcome)).toBe(expected),
);

describe('parseRetryAfter', () => {
	test.each([
		['seconds', '3', 3000],
		['no wait', '0', 0],
		['spaces around it', ' 3 ', 3000],
		['parts of a second', '0.5', 500],
		['long', '86400', 86_400_000],
		['a date', new Date(NOW + 5000).toUTCString(), 5000],
		['a date in the past', new Date(NOW - 5000).toUTCString(), 0],
		['an invalid date', 'Fri, 99 Foo 2030 00:00:00 GMT', undefined],
		['negative', '-5', undefined],
		['with a unit', '5s', undefined],
		['a list', '5, 10', undefined],
		['a power', '1e3', undefined],
		['more than a number can hold', '9'.repeat(400), undefined],
		['garbage', 'soon', undefined],
		['not a number', 'NaN', undefined],
		['infinite', 'Infinity', undefined],
		['empty', '', undefined],
		['blank', '  ', undefined],
		['missing', undefined, undefined],
	])('parses %s', (_what, retryAfter, wait) => {
		expect(parseRetryAfter({ retryAfter }, NOW)).toBe(wait);
	});

	test.each([-3_600_000, 3_600_000])(
		'parses a date if the clock of n8n is off by %i ms',
		(offsetMs) => {
			const [retryAfter, date] = [NOW + 5000, NOW].map((time) => new Date(time).toUTCString());
			expect(parseRetryAfter({ retryAfter, date }, NOW + offsetMs)).toBe(5000);
			expect(parseRetryAfter({ retryAfter, date: 'today' }, NOW)).toBe(5000);
		},
	);
});

const CUT = [
	'ECONNRESET',
	'ETIMEDOUT',
	'ECONNABORTED',
	'EPIPE',
	'MALFORMED_JSON',
	'ERR_BAD_RESPONSE',
];

describe('a read', () => {
	test.each([408, 500, 502, 503, 504])('is retried after %i', (status) => {
		expect(getRetryDelay(buildContext({ status }))).toBeDefined();
	});
	test.each(CUT)('is retried after %s', (networkCode) => {
		expect(getRetryDelay(buildContext({ networkCode }))).toBeDefined();
	});
	test.each([400, 401, 403, 404, 405, 409, 412, 413, 415, 501])(
		"isn't retried after %i",
		(status) => expect(getRetryDelay(buildContext({ status }))).toBeUndefined(),
	);
	test.each([
		'ENOTFOUND',
		'ERR_INVALID_URL',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])("isn't retried after %s, which is permanent", (networkCode) => {
		expect(getRetryDelay(buildContext({ networkCode }))).toBeUndefined();
	});
	test.each([true, false])(
		'is retried after ENOTFOUND only if the host has responded: %s',
		(hostResponded) => {
			const wait = getRetryDelay(buildContext({ networkCode: 'ENOTFOUND', hostResponded }));
			expect(wait !== undefined).toBe(hostResponded);
		},
	);
	test("isn't retried after an error of n8n", () => {
		expect(getRetryDelay(buildContext({}))).toBeUndefined();
	});
});

describe('a write', () => {
	const write = { isReadOnly: false };
	test.each([408, 500, 502, 503, 504])("isn't retried after %i", (status) => {
		expect(getRetryDelay(buildContext({ ...write, status, retryAfter: '1' }))).toBeUndefined();
	});
	test.each(CUT)("isn't retried after %s", (networkCode) => {
		expect(getRetryDelay(buildContext({ ...write, networkCode }))).toBeUndefined();
	});
	test('is retried after a 429', () => {
		expect(getRetryDelay(buildContext({ ...write, status: 429 }))).toBeDefined();
	});
	test.each(['ECONNREFUSED', 'EAI_AGAIN'])('is retried after %s', (networkCode) => {
		expect(getRetryDelay(buildContext({ ...write, networkCode }))).toBeDefined();
	});
	test('is retried after ENOTFOUND if the host has responded before', () => {
		const lostRequest = { ...write, networkCode: 'ENOTFOUND', hostResponded: true };
		expect(getRetryDelay(buildContext(lostRequest))).toBeDefined();
	});
});

describe('a write without a token', () => {
	const write = { isReadOnly: false, withoutToken: true };
	test.each([502, 503])('is retried after a %i of the token endpoint', (status) => {
		expect(getRetryDelay(buildContext({ ...write, status }))).toBeDefined();
	});
	test.each(CUT)('is retried after %s', (networkCode) => {
		expect(getRetryDelay(buildContext({ ...write, networkCode }))).toBeDefined();
	});
	test.each([400, 401])("isn't retried after a %i of the token endpoint", (status) => {
		expect(getRetryDelay(buildContext({ ...write, status }))).toBeUndefined();
	});
});

describe('the delay', () => {
	test.each([
		['the required time', '2', 0.5, 2000],
		['the window of the gateway without Retry-After', undefined, 0, 10_000],
		['the window of the gateway with an invalid header', 'soon', 0, 10_000],
	])('after a 429 is %s', (_what, retryAfter, random, wait) => {
		expect(getRetryDelay(buildContext({ status: 429, retryAfter, random }))).toBe(wait);
	});

	test.each([
		[1, 1000],
		[2, 2000],
		[3, 4000],
		[4, 8000],
	])('after a 503 on attempt %i is at most %i ms', (attempt, maxMs) => {
		expect(getRetryDelay(buildContext({ status: 503, attempt, random: 1 }))).toBe(maxMs);
		expect(getRetryDelay(buildContext({ status: 503, attempt, random: 0 }))).toBe(0);
	});

	test('after a 429 with Retry-After 0 increases by half a second per attempt', () => {
		const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempt) =>
			getRetryDelay(buildContext({ status: 429, retryAfter: '0', attempt, random: 0 })),
		);
		expect(waits).toEqual([500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500]);
	});

	test.each([
		[429, '120', true],
		[429, '121', false],
		[503, '120', true],
		[503, '121', false],
		[503, new Date(NOW + 900_000).toUTCString(), false],
	])('after a %i with Retry-After %s is %s', (status, retryAfter, isUsed) => {
		expect(getRetryDelay(buildContext({ status, retryAfter })) !== undefined).toBe(isUsed);
	});

	test('after a 503 is at least Retry-After', () => {
		expect(getRetryDelay(buildContext({ status: 503, retryAfter: '30' }))).toBe(30_000);
	});
});

test.each([
	[429, 10],
	[503, 5],
])('after a %i, attempt %i is the last', (status, lastAttempt) => {
	expect(getRetryDelay(buildContext({ status, attempt: lastAttempt - 1 }))).toBeDefined();
	expect(getRetryDelay(buildContext({ status, attempt: lastAttempt }))).toBeUndefined();
});

describe('in any situation', () => {
	const retryAfter = fc.option(
		fc.oneof(
			fc.string(),
			fc.integer().map(String),
			fc.double().map(String),
			fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
		),
		{ nil: undefined },
	);
	const outcome = fc.oneof(
		fc.record({ status: fc.integer({ min: 100, max: 599 }), retryAfter }),
		fc.record({
			networkCode: fc.oneof(fc.constantFrom(...CUT, 'ECONNREFUSED', 'ENOTFOUND'), fc.string()),
			hostResponded: fc.boolean(),
		}),
	);
	const contexts = fc
		.tuple(
			outcome,
			fc.boolean(),
			fc.integer({ min: 1, max: 20 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
		)
		.map(([context, isReadOnly, attempt, random]) =>
			buildContext({ ...context, isReadOnly, attempt, random }),
		);

	test('the delay is finite, not negative, and at most two minutes plus jitter', () => {
		fc.assert(
			fc.property(contexts, (context) => {
				const wait = getRetryDelay(context);
				return wait === undefined || (wait >= 0 && wait <= 120_500);
			}),
		);
	});

	test("a write that ISC may have processed isn't retried", () => {
		fc.assert(
			fc.property(contexts, ({ isReadOnly: _isReadOnly, ...other }) => {
				const context = { ...other, isReadOnly: false };
				const wasNotProcessed =
					context.status === 429 ||
					/^(ECONNREFUSED|EAI_AGAIN|ENOTFOUND)$/.test(context.networkCode ?? '');
				return wasNotProcessed || getRetryDelay(context) === undefined;
			}),
		);
	});

	test('the attempts end', () => {
		fc.assert(
			fc.property(contexts, (context) => getRetryDelay({ ...context, attempt: 10 }) === undefined),
		);
	});
});

describe('the duration of one request', () => {
	test.each<[string, Partial<RetryContext>]>([
		['a refusal', { status: 429, retryAfter: '5' }],
		['a failure', { status: 503, retryAfter: '5' }],
	])('after %s is at most ten minutes, including the next delay', (_what, context) => {
		expect(getRetryDelay(buildContext({ ...context, elapsedMs: 594_000 }))).toBeDefined();
		expect(getRetryDelay(buildContext({ ...context, elapsedMs: 596_000 }))).toBeUndefined();
	});
});
