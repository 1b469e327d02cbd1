import { DateTime } from 'luxon';

import { pollClock } from '../../../nodes/IscPollTrigger/clock.ts';
import { TenantClock } from '../../../nodes/IscPollTrigger/tenantClock.ts';
import { buildSampleResponse, buildSampleRequest } from '../shared/api/samples.mts';

const START = Date.parse('2026-03-01T12:00:00Z');
const SECOND = 1000;
let local = START;

beforeEach(() => {
	local = START;
	jest
		.spyOn(pollClock, 'now')
		.mockImplementation(() => DateTime.fromMillis(local, { zone: 'utc' }));
});
afterEach(() => jest.restoreAllMocks());

/** Sends one request per Date header, each after the given time. */
async function timeAfter(dates: Array<string | undefined>, took = 0): Promise<number> {
	const time = new TenantClock();
	const send = time.observe(async () => {
		local += took;
		return buildSampleResponse({ headers: dates.length > 0 ? { date: dates.shift()! } : {} });
	});
	for (let count = dates.length; count > 0; count--) await send(buildSampleRequest({}));
	return time.now - START;
}
const http = (seconds: number) => new Date(START + seconds * SECOND).toUTCString();

test.each<[string, Array<string | undefined>, number, number]>([
	["is the tenant's, not n8n's", [http(3600)], 0, 3600],
	['is that of the question where the answer takes a while', [http(30)], 30 * SECOND, 0],
	['is that of the first answer', [http(60), http(90)], 0, 60],
	['is that of the first answer that tells it', [undefined, 'just now', http(90)], 0, 90],
	["is n8n's where no answer tells it", [undefined, 'just now'], 5 * SECOND, 0],
	["is not moved on by n8n's clock that was set back", [http(10)], -3600 * SECOND, 10],
])('the time %s', async (_name, dates, took, expected) =>
	expect(await timeAfter(dates, took)).toBe(expected * SECOND),
);
