import fc from 'fast-check';

import {
	isTransient,
	getRetryDelay,
	parseRetryAfter,
	type RetryContext,
} from '../../../../nodes/shared/api/retryPolicy.ts';

const NOW = Date.UTC(2030, 0, 1, 12);
const situation = (more: Partial<RetryContext>): RetryContext => ({
	isReadOnly: true,
	attempt: 1,
	elapsedMs: 0,
	now: NOW,
	random: 0.5,
	...more,
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
])('%j can pass: %s', (outcome, can) => expect(isTransient(outcome)).toBe(can));

describe('Retry-After', () => {
	test.each([
		['seconds', '3', 3000],
		['none', '0', 0],
		['spaces around it', ' 3 ', 3000],
		['parts of a second', '0.5', 500],
		['long', '86400', 86_400_000],
		['a date', new Date(NOW + 5000).toUTCString(), 5000],
		['a date in the past', new Date(NOW - 5000).toUTCString(), 0],
		['a date that is none', 'Fri, 99 Foo 2030 00:00:00 GMT', undefined],
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
	])('%s', (_what, retryAfter, wait) => {
		expect(parseRetryAfter({ retryAfter }, NOW)).toBe(wait);
	});

	test.each([-3_600_000, 3_600_000])('a date, where the own clock is off by %i ms', (off) => {
		const [retryAfter, date] = [NOW + 5000, NOW].map((time) => new Date(time).toUTCString());
		expect(parseRetryAfter({ retryAfter, date }, NOW + off)).toBe(5000);
		expect(parseRetryAfter({ retryAfter, date: 'today' }, NOW)).toBe(5000);
	});
});

const CUT = [
	'ECONNRESET',
	'ETIMEDOUT',
	'ECONNABORTED',
	'EPIPE',
	'MALFORMED_JSON',
	'ERR_BAD_RESPONSE',
];

describe('what changes nothing', () => {
	test.each([500, 502, 503, 504])('is repeated after %i', (status) => {
		expect(getRetryDelay(situation({ status }))).toBeDefined();
	});
	test.each(CUT)('is repeated after %s', (networkCode) => {
		expect(getRetryDelay(situation({ networkCode }))).toBeDefined();
	});
	test.each([400, 401, 403, 404, 405, 409, 412, 413, 415, 501])(
		'is not repeated after %i',
		(status) => expect(getRetryDelay(situation({ status }))).toBeUndefined(),
	);
	test.each([
		'ENOTFOUND',
		'ERR_INVALID_URL',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('is not repeated after %s, which stays', (networkCode) => {
		expect(getRetryDelay(situation({ networkCode }))).toBeUndefined();
	});
	test.each([true, false])(
		'is repeated after ENOTFOUND only if the host has answered: %s',
		(hostResponded) => {
			const wait = getRetryDelay(situation({ networkCode: 'ENOTFOUND', hostResponded }));
			expect(wait !== undefined).toBe(hostResponded);
		},
	);
	test('is not repeated after a failure of the host itself', () => {
		expect(getRetryDelay(situation({}))).toBeUndefined();
	});
});

describe('what may change something', () => {
	const write = { isReadOnly: false };
	test.each([500, 502, 503, 504])('is not repeated after %i', (status) => {
		expect(getRetryDelay(situation({ ...write, status, retryAfter: '1' }))).toBeUndefined();
	});
	test.each(CUT)('is not repeated after %s', (networkCode) => {
		expect(getRetryDelay(situation({ ...write, networkCode }))).toBeUndefined();
	});
	test('is repeated after a 429', () => {
		expect(getRetryDelay(situation({ ...write, status: 429 }))).toBeDefined();
	});
	test.each(['ECONNREFUSED', 'EAI_AGAIN'])('is repeated after %s', (networkCode) => {
		expect(getRetryDelay(situation({ ...write, networkCode }))).toBeDefined();
	});
	test('is repeated after ENOTFOUND if the host has answered before', () => {
		const lost = { ...write, networkCode: 'ENOTFOUND', hostResponded: true };
		expect(getRetryDelay(situation(lost))).toBeDefined();
	});
});

describe('a write whose token could not be had was never made', () => {
	const write = { changesNothing: false, withoutToken: true };
	test.each([502, 503])('it is repeated after the token endpoint gave %i', (status) => {
		expect(getRetryDelay(situation({ ...write, status }))).toBeDefined();
	});
	test.each(CUT)('it is repeated after %s', (networkCode) => {
		expect(getRetryDelay(situation({ ...write, networkCode }))).toBeDefined();
	});
	test.each([400, 401])('it is not repeated after the token endpoint gave %i', (status) => {
		expect(getRetryDelay(situation({ ...write, status }))).toBeUndefined();
	});
});

describe('waits', () => {
	test.each([
		['the time asked for, and a bit', '2', 0.5, 2125],
		['the window of the gateway, where none is asked for', undefined, 0, 10_000],
		['the window, where the header is garbage', 'soon', 0, 10_000],
	])('429: %s', (_what, retryAfter, random, wait) => {
		expect(getRetryDelay(situation({ status: 429, retryAfter, random }))).toBe(wait);
	});

	test.each([
		[1, 1000],
		[2, 2000],
		[3, 4000],
		[4, 8000],
	])('503, try %i: at most %i ms', (attempt, most) => {
		expect(getRetryDelay(situation({ status: 503, attempt, random: 1 }))).toBe(most);
		expect(getRetryDelay(situation({ status: 503, attempt, random: 0 }))).toBe(0);
	});

	test('429 with a wait of 0: a second more after each refusal, so that a window passes', () => {
		const waits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((attempt) =>
			getRetryDelay(situation({ status: 429, retryAfter: '0', attempt, random: 0 })),
		);
		expect(waits).toEqual([1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000]);
	});

	test.each([
		[429, '120', true],
		[429, '121', false],
		[503, '120', true],
		[503, '121', false],
		[503, new Date(NOW + 900_000).toUTCString(), false],
	])('%i with Retry-After %s: waited for is %s', (status, retryAfter, isWaitedFor) => {
		expect(getRetryDelay(situation({ status, retryAfter })) !== undefined).toBe(isWaitedFor);
	});

	test('503 with Retry-After: no shorter than that', () => {
		expect(getRetryDelay(situation({ status: 503, retryAfter: '30' }))).toBe(30_000);
	});
});

test.each([
	[429, 10],
	[503, 5],
])('after a %i, try %i is the last', (status, last) => {
	expect(getRetryDelay(situation({ status, attempt: last - 1 }))).toBeDefined();
	expect(getRetryDelay(situation({ status, attempt: last }))).toBeUndefined();
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
	const any = fc
		.tuple(
			outcome,
			fc.boolean(),
			fc.integer({ min: 1, max: 20 }),
			fc.double({ min: 0, max: 1, noNaN: true }),
		)
		.map(([one, changesNothing, attempt, random]) =>
			situation({ ...one, isReadOnly: changesNothing, attempt, random }),
		);

	test('a wait is finite, not negative and no longer than two minutes and a bit', () => {
		fc.assert(
			fc.property(any, (one) => {
				const wait = getRetryDelay(one);
				return wait === undefined || (wait >= 0 && wait <= 120_500);
			}),
		);
	});

	test('a write that may have been carried out is not sent again', () => {
		fc.assert(
			fc.property(any, ({ isReadOnly: _any, ...other }) => {
				const one = { ...other, isReadOnly: false };
				const notCarriedOut =
					one.status === 429 || /^(ECONNREFUSED|EAI_AGAIN|ENOTFOUND)$/.test(one.networkCode ?? '');
				return notCarriedOut || getRetryDelay(one) === undefined;
			}),
		);
	});

	test('it ends', () => {
		fc.assert(fc.property(any, (one) => getRetryDelay({ ...one, attempt: 10 }) === undefined));
	});
});

describe('the time for one request', () => {
	test.each<[string, Partial<RetryContext>]>([
		['a refusal', { status: 429, retryAfter: '5' }],
		['a failure', { status: 503, retryAfter: '5' }],
	])('after %s ends with ten minutes, the next wait included', (_what, one) => {
		expect(getRetryDelay(situation({ ...one, elapsedMs: 594_000 }))).toBeDefined();
		expect(getRetryDelay(situation({ ...one, elapsedMs: 596_000 }))).toBeUndefined();
	});
});
