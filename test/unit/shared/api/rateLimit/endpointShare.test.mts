import {
	EndpointShare,
	type ShareUse,
} from '../../../../../nodes/shared/api/rateLimit/endpointShare.ts';
import {
	COUNTED_MS,
	RequestWindow,
	WINDOW_MS,
} from '../../../../../nodes/shared/api/rateLimit/requestWindow.ts';

const LIMIT = 100;
const HOUR_MS = 3_600_000;
const ENDPOINT = 'GET accounts';
/** Time from the requests of a share, all at once, to the probe. */
const PROBE_MS = 1060;

/** Creates a share, and functions that send requests of it. */
function createShare() {
	const window = new RequestWindow();
	const share = new EndpointShare(window, ENDPOINT);
	const send = (now: number) => {
		const use = share.recordRequest(now);
		const request = window.add(now, LIMIT, ENDPOINT);
		window.release(request, now, true);
		return {
			use,
			accept: () => share.recordSuccess(use, LIMIT),
			reject: (waitMs: number) => {
				window.remove(request);
				share.recordRejection(use, now, waitMs, LIMIT);
			},
		};
	};
	/** Sends requests that are accepted, as long as they can be sent at this time. */
	const sendAll = (now: number, max = LIMIT) => {
		const uses: ShareUse[] = [];
		while (uses.length < max && share.getOpening(now) <= now) {
			const { use, accept } = send(now);
			accept();
			uses.push(use);
		}
		return uses;
	};
	return { share, window, send, sendAll };
}

/** Creates a share of 30 requests, which a 429 at 0 s with a window until 10 s has shown. */
function createLearnedShare() {
	const created = createShare();
	created.sendAll(0, 30);
	created.send(0).reject(WINDOW_MS);
	return created;
}

test('has no share without a 429', () => {
	const { share, sendAll } = createShare();
	expect(sendAll(0)).toEqual(Array(LIMIT).fill('share'));
	expect(share.getOpening(0)).toBe(0);
});

test('learns the accepted requests as its share, after the required wait', () => {
	const { share, sendAll } = createLearnedShare();
	expect(share.getOpening(1)).toBe(COUNTED_MS);
	expect(sendAll(COUNTED_MS)).toEqual(Array(30).fill('share'));
});

test.each([
	['half of the limit at most', 70, 50],
	['a tenth of the limit at least', 3, 10],
])('learns %s', (_what, accepted, expected) => {
	const { send, sendAll } = createShare();
	sendAll(0, accepted);
	send(0).reject(WINDOW_MS);
	expect(sendAll(COUNTED_MS)).toHaveLength(expected);
});

test.each([
	[25, 20, 12],
	[1, 0, 1],
])('learns a share in whole requests of a limit of %i', (limit, accepted, expected) => {
	const window = new RequestWindow();
	const share = new EndpointShare(window, ENDPOINT);
	const send = (now: number) => {
		share.recordRequest(now);
		window.release(window.add(now, limit, ENDPOINT), now, true);
	};
	for (let count = 0; count < accepted; count++) send(0);
	share.recordRejection('share', 0, WINDOW_MS, limit);
	let sent = 0;
	while (share.getOpening(COUNTED_MS) <= COUNTED_MS && sent < limit + 1) {
		send(COUNTED_MS);
		sent++;
	}
	expect(sent).toBe(expected);
});

test('probes for more a second after the share is used', () => {
	const { share, send, sendAll } = createLearnedShare();
	sendAll(COUNTED_MS);
	expect(share.getOpening(COUNTED_MS)).toBe(COUNTED_MS + PROBE_MS);
	const probe = send(COUNTED_MS + PROBE_MS);
	expect(probe.use).toBe('probe');
	// One probe at a time.
	expect(share.getOpening(COUNTED_MS + PROBE_MS)).toBe(2 * COUNTED_MS);
});

test('grows with each accepted request after a successful probe, and keeps the larger share', () => {
	const { send, sendAll } = createLearnedShare();
	sendAll(COUNTED_MS);
	const probe = send(COUNTED_MS + PROBE_MS);
	probe.accept();
	expect(sendAll(COUNTED_MS + PROBE_MS, 20)).toEqual(Array(20).fill('growth'));
	send(COUNTED_MS + PROBE_MS).reject(9000);
	// The requests at 11 s are counted until 21 s.
	expect(sendAll(2 * COUNTED_MS)).toHaveLength(30);
	expect(sendAll(2 * COUNTED_MS + PROBE_MS)).toHaveLength(21);
});

test('skips a window after a failed probe', () => {
	const { share, send, sendAll } = createLearnedShare();
	sendAll(COUNTED_MS);
	send(COUNTED_MS + PROBE_MS).reject(9000);
	sendAll(2 * COUNTED_MS);
	expect(share.getOpening(2 * COUNTED_MS)).toBe(3 * COUNTED_MS);
	sendAll(3 * COUNTED_MS);
	expect(share.getOpening(3 * COUNTED_MS)).toBe(3 * COUNTED_MS + PROBE_MS);
});

test('probes without a pause if the requests of the share leave none for a window', () => {
	const { share, send } = createLearnedShare();
	for (let count = 0; count < 30; count++) send(COUNTED_MS + count * 340).accept();
	expect(share.getOpening(2 * COUNTED_MS - 1)).toBe(2 * COUNTED_MS);
	expect(send(2 * COUNTED_MS).use).toBe('share');
	expect(share.getOpening(2 * COUNTED_MS + 1)).toBe(2 * COUNTED_MS + 1);
	expect(send(2 * COUNTED_MS + 1).use).toBe('probe');
});

test('leaves half of the limit to a process that starts later', () => {
	const { send, sendAll } = createLearnedShare();
	sendAll(COUNTED_MS);
	send(COUNTED_MS + PROBE_MS).accept();
	sendAll(COUNTED_MS + PROBE_MS, 60);
	sendAll(2 * COUNTED_MS);
	sendAll(2 * COUNTED_MS + PROBE_MS, 50);
	expect(send(2 * COUNTED_MS + PROBE_MS).use).toBe('share');
	send(2 * COUNTED_MS + PROBE_MS).reject(9000);
	expect(sendAll(3 * COUNTED_MS + 2000)).toHaveLength(50);
});

test('remembers its share for an hour after the wait of the last 429', () => {
	const { share, sendAll } = createLearnedShare();
	expect(share.isContended(WINDOW_MS + HOUR_MS)).toBe(true);
	expect(sendAll(WINDOW_MS + HOUR_MS)).toHaveLength(30);
	expect(share.getOpening(WINDOW_MS + HOUR_MS)).toBe(WINDOW_MS + HOUR_MS + PROBE_MS);
	expect(share.isContended(WINDOW_MS + HOUR_MS + 1)).toBe(false);
	expect(sendAll(WINDOW_MS + HOUR_MS + 1, 70)).toHaveLength(70);
});

test('forgets other processes when it gets the whole limit', () => {
	const { share, send, sendAll } = createLearnedShare();
	sendAll(COUNTED_MS);
	send(COUNTED_MS + PROBE_MS).accept();
	expect(sendAll(COUNTED_MS + PROBE_MS, 68)).toHaveLength(68);
	expect(share.isContended(COUNTED_MS + PROBE_MS)).toBe(true);
	send(COUNTED_MS + PROBE_MS).accept();
	expect(share.isContended(COUNTED_MS + PROBE_MS)).toBe(false);
});

test('sends no probe that was scheduled before a 429', () => {
	const { share, send, sendAll } = createLearnedShare();
	sendAll(COUNTED_MS, 29);
	const last = send(COUNTED_MS);
	expect(share.getOpening(COUNTED_MS)).toBe(COUNTED_MS + PROBE_MS);
	last.reject(100);
	// The remaining share of 29 is used.
	expect(share.getOpening(COUNTED_MS + PROBE_MS)).toBe(2 * COUNTED_MS);
});

test('waits after a 429 that is not for the window, but learns nothing', () => {
	const { share, send, sendAll } = createShare();
	sendAll(0, 5);
	send(0).reject(60_000);
	expect(share.getOpening(1)).toBe(60_000);
	expect(sendAll(60_000)).toHaveLength(LIMIT);
});

test('ignores the requests to other endpoints', () => {
	const { window, sendAll, send } = createShare();
	for (let count = 0; count < 60; count++) window.add(0, LIMIT, 'GET roles');
	sendAll(0, 20);
	send(0).reject(WINDOW_MS);
	expect(sendAll(COUNTED_MS)).toHaveLength(20);
});
