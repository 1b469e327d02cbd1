import type { OperationObject } from '../../../../scripts/catalogue/openApi.mts';
import { parseDocument } from '../../../../scripts/catalogue/parseDocument.mts';
import { answering, document, inPath, inQuery, operation, THINGS } from './document.mts';

const from = (hint: unknown) => ({ 'x-sailpoint-resource-operation-id': hint });
const listing = (items: object, more: Partial<OperationObject> = {}) =>
	operation('listThingsV1', { responses: answering({ type: 'array', items }), ...more });
const USUAL = operation('listThingsV1', { responses: answering(THINGS) });
const text = { type: 'string' };

/** Returns the lookup of `{thingId}` in a path that also contains `{groupId}`. */
function lookupFor(hint: unknown, list = USUAL, listCall = 'GET /things/v1') {
	const parameters = [inPath('groupId'), inPath('thingId', from(hint))];
	const [, read] = parseDocument(
		document({
			[listCall]: list,
			'GET /groups/v1/{groupId}/things/{thingId}': operation('getThingV1', { parameters }),
		}),
	);
	return read?.parameters[1]?.lookup;
}

test.each([
	['the ID and the name', 'listThingsV1', USUAL, { value: 'id', label: 'name' }],
	['an ID without its version', 'listThings', USUAL, { value: 'id', label: 'name' }],
	[
		'the key of the same name',
		'listThingsV1',
		listing({ type: 'object', properties: { thingId: text, displayName: text } }),
		{ value: 'thingId', label: 'displayName' },
	],
	[
		'the value itself where nothing else is known',
		'listThingsV1',
		listing({ type: 'object', properties: { id: text } }),
		{ value: 'id', label: 'id' },
	],
	[
		'what a correction says',
		{ list: 'listThingsV1', value: 'ref.id', label: 'ref.name' },
		listing({ type: 'object', properties: { ref: { type: 'object' } } }),
		{ value: 'ref.id', label: 'ref.name' },
	],
])('uses %s', (_what, hint, list, keys) => {
	expect(lookupFor(hint, list)).toEqual({ list: 'listThingsV1', ...keys });
});

test('maps a parent parameter by its name or by a correction', () => {
	const below = (name: string) => ({ ...USUAL, parameters: [inPath(name)] });
	expect(lookupFor('listThingsV1', below('groupId'), 'GET /groups/v1/{groupId}')).toMatchObject({
		with: { groupId: 'groupId' },
	});
	const told = { list: 'listThingsV1', with: { id: 'groupId' } };
	expect(lookupFor(told, below('id'), 'GET /groups/v1/{id}')).toMatchObject({
		with: { id: 'groupId' },
	});
});

test.each([
	['several lists', ['a', 'b'], USUAL, 'several lists'],
	['a list that does not exist', 'listOthers', USUAL, "listOthers doesn't exist"],
	['an object', 'listThingsV1', operation('listThingsV1'), 'is not a list'],
	[
		'a list that needs a parameter',
		'listThingsV1',
		{ ...USUAL, parameters: [inQuery('of', text, { required: true })] },
		"needs 'of'",
	],
	[
		'a list that needs a filter',
		'listThingsV1',
		{
			...USUAL,
			parameters: [inQuery('filters', text, { required: true, description: '**id**: *eq*' })],
		},
		'needs a filter',
	],
	[
		'two keys that may be meant',
		'listThingsV1',
		listing({ type: 'object', properties: { id: text, thingId: text } }),
		"both 'id' and 'thingId'",
	],
	[
		'no key',
		'listThingsV1',
		listing({ type: 'object', properties: { a: text } }),
		'no field for it',
	],
	['a key that is not there', { list: 'listThingsV1', value: 'x' }, USUAL, "no 'x'"],
])('rejects %s', (_what, hint, list, message) => {
	expect(() => lookupFor(hint, list)).toThrow(message);
});

test('rejects a list with an unknown parent', () => {
	const below = { ...USUAL, parameters: [inPath('other')] };
	expect(() => lookupFor('listThingsV1', below, 'GET /others/v1/{other}')).toThrow("needs 'other'");
});
