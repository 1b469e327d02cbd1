import { NodeHelpers, type INodeParameters, type INodeProperties } from 'n8n-workflow';

import { IscTrigger } from '../../../nodes/IscTrigger/IscTrigger.node.ts';
import { describesItselfWell, shownIn, subtitleOf } from '../nodeDescriptionRules.mts';

const { description } = new IscTrigger();

test('has the stored names', () => {
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

const RESPONSE_EVENT = 'idn:access-request-pre-approval';
const FIRST = ['event', 'filter'];
const LAST = ['authentication', 'options'];

test('shows no response parameters for an event that expects no response', () => {
	const stale = { responseMode: 'sync', onInvalidResponse: 'defaultResponse' };
	expect(shownIn(description, { event: 'idn:identity-created', ...stale })).toEqual([
		...FIRST,
		...LAST,
	]);
});

test('shows a list of the events of the tenant for another event', () => {
	expect(shownIn(description, { event: 'other' })).toEqual([
		'event',
		'otherEvent',
		'filter',
		'responseMode',
		...LAST,
	]);
});

test.each([
	['none', ['responseModeNotice']],
	['async', []],
	['sync', ['respondWith', 'onInvalidResponse']],
	['dynamic', ['respondWith', 'onInvalidResponse']],
])('with the response mode %s, shows %j', (responseMode, more) => {
	expect(shownIn(description, { event: RESPONSE_EVENT, responseMode })).toEqual([
		...FIRST,
		'responseMode',
		...more,
		...LAST,
	]);
});

test.each([
	['none', true],
	['basic', false],
	['bearer', false],
])('shows a warning for the authentication %s: %s', (authentication, warns) => {
	expect(shownIn(description, { authentication }).includes('noAuthenticationNotice')).toBe(warns);
});

test('shows the default response if it is selected', () => {
	expect(
		shownIn(description, {
			event: RESPONSE_EVENT,
			responseMode: 'sync',
			onInvalidResponse: 'defaultResponse',
		}),
	).toContain('defaultResponse');
});

test.each([
	[{ event: RESPONSE_EVENT }, 'access request pre approval'],
	[{ event: 'sp:form-submitted' }, 'form submitted'],
	[
		{ event: 'other', otherEvent: { __rl: true, mode: 'list', value: 'idn:some-event' } },
		'some event',
	],
	[{ event: 'other', otherEvent: { __rl: true, mode: 'list', value: '' } }, ''],
])('the subtitle of %j is "%s"', (parameters, subtitle) => {
	expect(subtitleOf(description, parameters)).toBe(subtitle);
});

test.each([
	[{ event: 'idn:identity-created' }, true],
	[{ event: RESPONSE_EVENT, responseMode: 'async' }, true],
	[{ event: RESPONSE_EVENT, responseMode: 'sync' }, false],
])('offers to ignore duplicates for %j: %s', (parameters, isOffered) => {
	const options = description.properties.find(({ name }) => name === 'options')!;
	const ignore = (options.options as INodeProperties[]).find(
		({ name }) => name === 'ignoreDuplicates',
	)!;
	const node = { typeVersion: 1 };
	const values = { ...parameters, options: {} } as INodeParameters;
	expect(NodeHelpers.displayParameter({}, ignore, node, description, values)).toBe(isOffered);
});

describesItselfWell(description, 'IscTrigger', 12_000);
