import { isFromIsc } from '../../../nodes/IscTrigger/webhook/isFromIsc.ts';

const secret = 'abc';
const basic = `Basic ${Buffer.from('n8n:abc').toString('base64')}`;

test.each([
	['bearer', 'Bearer abc', true],
	['bearer', 'Bearer abd', false],
	['bearer', 'bearer abc', false],
	['bearer', 'Bearer ', false],
	['bearer', undefined, false],
	['bearer', basic, false],
	['basic', basic, true],
	['basic', 'Bearer abc', false],
	['none', undefined, true],
] as const)('%s %s: %s', (authentication, header, expected) => {
	expect(isFromIsc({ authentication, secret }, header)).toBe(expected);
});

test('without a secret of its own, a trigger lets nobody in', () => {
	expect(isFromIsc({}, 'Bearer undefined')).toBe(false);
});
