import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';

import { EVENTS_WITH_RESPONSE, TRIGGER_EVENTS } from '../../../nodes/IscTrigger/events.ts';
import { IscTrigger } from '../../../nodes/IscTrigger/IscTrigger.node.ts';
import { triggers } from '../../../simulator/src/triggers/catalogue/catalogue.mts';

const readJson = (file: string) =>
	JSON.parse(readFileSync(join(__dirname, '../../..', file), 'utf8')) as object;

/** IDs of SailPoint's documentation of event triggers. */
const DOCUMENTED = [
	'idn:access-request-dynamic-approver',
	'idn:access-request-post-approval',
	'idn:access-request-pre-approval',
	'idn:account-aggregation-completed',
	'idn:account-attributes-changed',
	'idn:account-correlated',
	'idn:aggregation-accounts-collected',
	'idn:campaign-activated',
	'idn:campaign-ended',
	'idn:campaign-generated',
	'idn:certification-signed-off',
	'idn:identity-attributes-changed',
	'idn:identity-created',
	'idn:post-provisioning',
	'idn:saved-search-complete',
	'idn:source-created',
	'idn:source-deleted',
	'idn:source-updated',
	'idn:va-cluster-status-change',
];

/** IDs of early-access events and of events that ISC's own workflows use. */
const LIMITED = [
	'idn:account-created',
	'idn:identity-deleted',
	'idn:machine-identity-created',
	'idn:machine-identity-updated',
	'idn:sod-violation-created',
	'idn:source-account-created',
	'idn:source-account-deleted',
	'idn:source-account-updated',
	'sp:form-submitted',
];

const idsOf = (events: ReadonlyArray<{ id: string }>) => events.map(({ id }) => id).sort();

test('events.json matches its schema', () => {
	const ajv = new Ajv();
	const isValid = ajv.validate(
		readJson('schemas/events.schema.json'),
		readJson('nodes/IscTrigger/events.json'),
	);
	expect(ajv.errors).toBeNull();
	expect(isValid).toBe(true);
});

test('the schema rejects an event without a description', () => {
	const event = { id: 'idn:identity-created', name: 'Identity Created', action: 'On created' };
	expect(new Ajv().validate(readJson('schemas/events.schema.json'), [event])).toBe(false);
});

test('the list has exactly the documented events and the limited ones', () => {
	expect(idsOf(TRIGGER_EVENTS.filter(({ isLimited }) => !isLimited))).toEqual(DOCUMENTED);
	expect(idsOf(TRIGGER_EVENTS.filter(({ isLimited }) => isLimited))).toEqual(LIMITED);
});

test('the documented events are those of a tenant, with the same names and response types', () => {
	const documented = TRIGGER_EVENTS.filter(({ isLimited }) => !isLimited);
	const toFacts = (id: string, name: string, expectsResponse = false) => ({
		id,
		name,
		expectsResponse,
	});
	const byId = (one: { id: string }, other: { id: string }) => (one.id < other.id ? -1 : 1);
	expect(
		documented.map((event) => toFacts(event.id, event.name, event.expectsResponse)).sort(byId),
	).toEqual(
		triggers.map(({ id, name, type }) => toFacts(id, name, type === 'REQUEST_RESPONSE')).sort(byId),
	);
});

test('the node panel of n8n lists every event as a trigger', () => {
	const { properties } = new IscTrigger().description;
	// n8n takes the first parameter with this label.
	const event = properties.find(({ displayName }) => displayName === 'Event')!;
	const options = event.options as Array<{ value: string; action: string; description: string }>;
	expect(options.map(({ value }) => value).sort()).toEqual(
		[...idsOf(TRIGGER_EVENTS), 'other'].sort(),
	);
	for (const { action, description } of options) {
		expect(action).toMatch(/^On [A-Za-z]/);
		expect(description).not.toBe('');
	}
	expect(new Set(options.map(({ action }) => action)).size).toBe(options.length);
	expect(new IscTrigger().description.displayName).toContain('Trigger');
});

test('the workflow can respond to two documented events and to other events', () => {
	expect([...EVENTS_WITH_RESPONSE].sort()).toEqual([
		'idn:access-request-dynamic-approver',
		'idn:access-request-pre-approval',
		'other',
	]);
});
