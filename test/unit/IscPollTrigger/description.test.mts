import type { INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { getOperationById } from '../../../nodes/shared/catalogue/operations.ts';
import { EVENTS } from '../../../nodes/IscPollTrigger/events.ts';
import { IscPollTrigger } from '../../../nodes/IscPollTrigger/IscPollTrigger.node.ts';
import { describesItselfWell, shownIn, subtitleOf } from '../nodeDescriptionRules.mts';

const { description } = new IscPollTrigger();
const events = description.properties.find(({ name }) => name === 'event')!
	.options as INodePropertyOptions[];

test('has the stored names', () => {
	expect(description).toMatchObject({
		name: 'iscPollTrigger',
		displayName: 'SailPoint ISC Polling Trigger',
		version: [1, 1.1],
		defaultVersion: 1.1,
		polling: true,
		inputs: [],
		credentials: [{ name: 'iscOAuth2Api', required: true }],
	});
	expect(description.usableAsTool).toBeUndefined();
});

test('lists each event of EVENTS with its texts, and two custom events', () => {
	expect(events.map(({ value }) => value).sort()).toEqual(
		[...Object.keys(EVENTS), 'listOperation', 'searchQuery'].sort(),
	);
	for (const [value, { name, action, description: text }] of Object.entries(EVENTS)) {
		expect(events).toContainEqual({ name, value, action, description: text });
	}
});

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
])('%s shows only its own parameters', (event, shown) =>
	expect(shownIn(description, { event } as INodeParameters, 1.1)).toEqual([
		'event',
		...shown,
		'simplify',
		'options',
	]),
);

test('version 1, from before Simplify, shows everything else', () => {
	const shown = [1, 1.1].map((version) => shownIn(description, { event: 'workItem' }, version));
	expect(shown[0]).toEqual(shown[1]!.filter((name) => name !== 'simplify'));
});

test.each(Object.entries(EVENTS).filter(([, definition]) => 'operation' in definition))(
	'the list of %s, its filter, and its sorter are in the catalogue',
	(_event, definition) => {
		if (!('operation' in definition)) throw new Error('unreachable');
		const operation = getOperationById(definition.operation);
		expect(operation).toMatchObject({ method: 'GET', response: { kind: 'list' } });
		if (definition.scanBy) expect(operation!.sorters).toContain(definition.scanBy.field);
		for (const [, field] of (definition.filter ?? '').matchAll(/(\w+) (?:eq|in) /g)) {
			expect(Object.keys(operation!.filters!.fields)).toContain(field);
		}
	},
);

test('shows the event in words, or the list, as the subtitle', () => {
	expect(subtitleOf(description, { event: 'identityChanged' })).toBe('identity changed');
	const list = { __rl: true, mode: 'list', value: 'GET /accounts/v1' };
	expect(subtitleOf(description, { event: 'listOperation', list })).toBe('GET /accounts/v1');
});

describesItselfWell(description, 'IscPollTrigger', 12_000);
