import { DateTime } from 'luxon';

import {
	getInvocationId,
	withResponseDeadline,
} from '../../../nodes/IscTrigger/webhook/invocation.ts';

const callback = (path: string) => ({ _metadata: { callbackURL: `https://x.example${path}` } });

test.each([
	[{ _metadata: { invocationId: 'a' } }, 'a'],
	[{ _meta: { invocationId: 'b' } }, 'b'],
	[callback('/beta/trigger-invocations/c/complete'), 'c'],
	[callback('/trigger-invocations/v1/d/complete'), 'd'],
	[{ _metadata: { invocationId: '' } }, undefined],
	[{ _metadata: { invocationId: ' ' } }, undefined],
	[{ _metadata: { invocationId: '00000000-0000-0000-0000-000000000000' } }, undefined],
	[
		{
			_metadata: { invocationId: '', ...callback('/trigger-invocations/v1/e/complete')._metadata },
		},
		'e',
	],
	[{ _metadata: {} }, undefined],
	[{ _metadata: 'text' }, undefined],
	[{ _metadata: { invocationId: 7 } }, undefined],
	[{}, undefined],
])('reads the invocation ID of %j: %s', (event, id) =>
	expect(getInvocationId(event as never)).toBe(id),
);

test('adds the deadline to an event that expects a response', () => {
	const event = { a: 1, _metadata: { callbackURL: 'https://x.example', secret: 's' } };
	const { _metadata } = withResponseDeadline(event, 30) as { _metadata: { respondBy: string } };
	const minutes = DateTime.fromISO(_metadata.respondBy).diffNow('minutes').minutes;
	expect(Math.round(minutes)).toBe(30);
	expect(withResponseDeadline({ a: 1 }, 30)).toEqual({ a: 1 });
	expect(withResponseDeadline(event, Number.NaN)).toEqual(event);
});
