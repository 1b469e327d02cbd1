import { IscTrigger } from '../../../nodes/IscTrigger/IscTrigger.node.ts';
import { describesItselfWell, shownIn, subtitleOf } from '../nodeDescriptionRules.mts';

const { description } = new IscTrigger();

test('the node has the name and the credential that workflows store', () => {
	expect(description).toMatchObject({
		name: 'iscTrigger',
		displayName: 'SailPoint ISC Trigger',
		version: 1,
		inputs: [],
		credentials: [{ name: 'iscOAuth2Api', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST' }],
	});
	expect(description.usableAsTool).toBeUndefined();
});

const ALWAYS = ['event', 'filter', 'responseMode'];
const LAST = ['authentication', 'options'];

test.each([
	['none', []],
	['async', []],
	['sync', ['respondWith', 'onInvalidResponse']],
	['dynamic', ['respondWith', 'onInvalidResponse']],
])('with the response mode %s, it shows %j', (responseMode, more) => {
	expect(shownIn(description, { responseMode })).toEqual([...ALWAYS, ...more, ...LAST]);
});

test.each([
	['none', true],
	['basic', false],
	['bearer', false],
])('with the authentication %s, a notice warns: %s', (authentication, warns) => {
	expect(shownIn(description, { authentication }).includes('noAuthenticationNotice')).toBe(warns);
});

test('a default answer is asked for where there is to be one', () => {
	expect(
		shownIn(description, { responseMode: 'sync', onInvalidResponse: 'defaultResponse' }),
	).toContain('defaultResponse');
});

test.each([
	[{ mode: 'list', value: 'idn:access-request-pre-approval' }, 'access request pre approval'],
	[{ mode: 'list', value: '' }, ''],
])('on the canvas, %j reads as "%s"', (event, subtitle) => {
	expect(subtitleOf(description, { event: { __rl: true, ...event } })).toBe(subtitle);
});

describesItselfWell(description, 'IscTrigger', 12_000);
