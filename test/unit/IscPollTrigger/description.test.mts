import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { getOperationById } from '../../../nodes/shared/catalogue/operations.ts';
import { EVENTS } from '../../../nodes/IscPollTrigger/events.ts';
import { IscPollTrigger } from '../../../nodes/IscPollTrigger/IscPollTrigger.node.ts';
import { describesItselfWell, shownIn, subtitleOf } from '../nodeDescriptionRules.mts';

const { description } = new IscPollTrigger();
const events = description.properties.find(({ name }) => name === 'event')!
	.options as INodePropertyOptions[];

test('the node has the name and the credential that workflows store', () => {
	expect(description).toMatchObject({
		name: 'iscPollTrigger',
		displayName: 'SailPoint ISC Polling Trigger',
		version: 1,
		polling: true,
		inputs: [],
		credentials: [{ name: 'iscOAuth2Api', required: true }],
	});
	expect(description.usableAsTool).toBeUndefined();
});

test('each event of the data can be chosen, and two are open to anything', () =>
	expect(events.map(({ value }) => value).sort()).toEqual(
		[...Object.keys(EVENTS), 'listOperation', 'searchQuery'].sort(),
	));

test.each<[string, string[]]>([
	['accessRequestStatus', ['recordFilter', 'filters']],
	['accountActivity', ['recordFilter', 'filters']],
	['auditEvent', ['query']],
	['certificationDue', ['owner', 'filters']],
	['identityChanged', ['recordFilter', 'query']],
	['listOperation', ['anyListNotice', 'list', 'dateField', 'idField', 'filters']],
	['searchQuery', ['indices', 'query', 'dateField']],
	['taskCompleted', ['longestTaskNotice', 'filters']],
	['workItem', ['wholeListNotice', 'owner']],
])('%s shows its own parameters and no others', (event, wanted) =>
	expect(shownIn(description, { event } as INodeParameters)).toEqual([
		'event',
		...wanted,
		'options',
	]),
);

test.each(Object.entries(EVENTS).filter(([, facts]) => 'operation' in facts))(
	'what %s asks for is in the catalogue',
	(_event, facts) => {
		if (!('operation' in facts)) throw new Error('unreachable');
		const operation = getOperationById(facts.operation);
		expect(operation).toMatchObject({ method: 'GET', response: { kind: 'list' } });
		if (facts.scanBy) expect(operation!.sorters).toContain(facts.scanBy.field);
		for (const [, field] of (facts.filter ?? '').matchAll(/(\w+) (?:eq|in) /g)) {
			expect(Object.keys(operation!.filters!.fields)).toContain(field);
		}
	},
);

test('on the canvas, an event is in words, and any list is named', () => {
	expect(subtitleOf(description, { event: 'identityChanged' })).toBe('identity changed');
	const list = { __rl: true, mode: 'list', value: 'GET /accounts/v1' };
	expect(subtitleOf(description, { event: 'listOperation', list })).toBe('GET /accounts/v1');
});

describesItselfWell(description, 'IscPollTrigger', 12_000);
