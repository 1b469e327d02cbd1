import { DateTime } from 'luxon';

import {
	invocationIdOf,
	isRepeated,
	withDeadline,
} from '../../../nodes/IscTrigger/webhook/invocation.ts';

test.each([
	[{ _metadata: { invocationId: 'a' } }, 'a'],
	[{ _meta: { invocationId: 'b' } }, 'b'],
	[{ _metadata: { callbackURL: 'https://x.example/beta/trigger-invocations/c/complete' } }, 'c'],
	[{ _metadata: {} }, undefined],
	[{}, undefined],
])('the invocation of %j is %s', (event, id) => expect(invocationIdOf(event)).toBe(id));

test('an event that waits for an answer says until when', () => {
	const event = { a: 1, _metadata: { callbackURL: 'https://x.example', secret: 's' } };
	const { _metadata } = withDeadline(event, 30) as { _metadata: { respondBy: string } };
	const minutes = DateTime.fromISO(_metadata.respondBy).diffNow('minutes').minutes;
	expect(Math.round(minutes)).toBe(30);
	expect(withDeadline({ a: 1 }, 30)).toEqual({ a: 1 });
});

test('an invocation is repeated when it came by the same subscription', () => {
	expect(isRepeated('one', 'x')).toBe(false);
	expect(isRepeated('one', 'x')).toBe(true);
	expect(isRepeated('two', 'x')).toBe(false);
	for (let i = 0; i < 1000; i++) isRepeated('one', `y${i}`);
	// The oldest are forgotten.
	expect(isRepeated('one', 'x')).toBe(false);
});
