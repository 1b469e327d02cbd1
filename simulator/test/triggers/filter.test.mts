import { findFilterError, validateFilter, matchesFilter } from '../../src/triggers/filter.mts';
import { closeSimulators, open, session } from '../helpers.mts';
import { PATH } from './receiver.mts';

afterAll(closeSimulators);

const input = {
	identity: { name: 'john.doe', level: 3, attributes: { firstname: 'John', lastname: 'Doe' } },
	warnings: ['Account skipped'],
	created: '2025-04-27T16:48:33.200Z',
	changes: [
		{ attribute: 'department', oldValue: 'Sales', newValue: 'US Desk Support' },
		{ attribute: 'manager', oldValue: { id: 'a' }, newValue: { id: 'b' } },
		{ attribute: 'active', oldValue: false, newValue: true },
	],
};

test.each([
	// An object is tried itself, a list item by item.
	['$[?($.identity.name == "john.doe")]', true],
	['$[?(@.identity.name == "john.doe")]', true],
	['$[?($.identity.name == "jane")]', false],
	['$.changes[?(@.attribute == "department")]', true],
	["$['changes'][?(@['attribute'] == 'location')]", false],
	['$.changes[?(@.attribute == "manager" && @.newValue.id == "b")]', true],
	['$.changes[?(@.attribute == "manager" && @.newValue.id == "a")]', false],
	['$.changes[?(@.attribute == "location" || @.attribute == "manager")]', true],
	['$.changes[?(!(@.attribute == "manager"))]', true],
	['$.changes[?(@.newValue == true)]', true],
	['$[?($.identity.name != "jane")]', true],
	['$[?($.identity.level >= 3 && $.identity.level < 4)]', true],
	['$[?($.identity.level > 3)]', false],
	['$[?($.identity.level == "3")]', true],
	["$[?($.created <= '2025-05-01T00:00:00.000Z')]", true],
	["$[?($.identity.level > 'a')]", false],
	// An expression must match the whole text.
	['$.changes[?(@.newValue =~ /us.*support/i)]', true],
	['$.changes[?(@.newValue =~ /us.*support/)]', false],
	['$.changes[?(@.newValue =~ /US/)]', false],
	["$.changes[?(@.attribute == 'department' && @.oldValue in ['Sales', 'Claims'])]", true],
	["$.changes[?(@.attribute == 'department' && @.oldValue nin ['Sales', 'Claims'])]", false],
	["$[?($.warnings subsetof ['Account skipped', 'Invalid account'])]", true],
	["$[?($.warnings subsetof ['Invalid account'])]", false],
	["$[?($.warnings anyof ['Account skipped', 'x'])]", true],
	["$[?($.warnings noneof ['Account skipped'])]", false],
	['$[?($.warnings size 1)]', true],
	['$[?($.warnings size 2)]', false],
	['$[?($.identity.name contains "john")]', true],
	['$[?($.identity.name contains "John")]', false],
	['$[?($.warnings contains "Account skipped")]', true],
	['$[?($.changes.length() >= 3)]', true],
	['$[?($.changes.length() > 3)]', false],
	[
		'$[?($.concat($.identity.attributes.firstname, " ", $.identity.attributes.lastname) == "John Doe")]',
		true,
	],
	['$.identity.attributes[?(!@.alternateEmail)]', true],
	['$.identity.attributes[?(@.alternateEmail)]', false],
	// Paths alone ask whether something is there.
	['$', true],
	['$.identity', true],
	['$.account', false],
	['$..lastname', true],
	['$..nickname', false],
	['$..[?(@.firstname == "John")]', true],
	['$.changes[*].newValue.id', true],
	['$.changes[-1:].newValue', true],
	['$.changes[(@.length-1)].attribute', true],
	['$.changes[0,2]', true],
	['$.changes[7]', false],
	['$.changes[0:2:1]', true],
	['$.changes[2].oldValue', false],
	// What is not there is unlike everything.
	['$.changes[?(@.nothing.at.all == null)]', false],
	['$.changes[?(@.nothing != "x")]', true],
])('%s is %s', (filter, expected) => {
	expect(findFilterError(filter)).toBeUndefined();
	expect(matchesFilter(filter, input)).toBe(expected);
});

test.each([
	'identity.name',
	'$.',
	'$..',
	'$.identity[',
	'$[?($.identity.name == "john.doe"]',
	'$[?($.identity.name = "john.doe")]',
	'$[?($.identity.name eq "john.doe")]',
	'$.changes[?(@.newValue =~ /(/)]',
	'$[?()]',
])('%s cannot be read', (filter) => {
	expect(findFilterError(filter)).toBeTruthy();
});

test.each([
	[
		'$[?($.identity.name == "john.doe")]',
		{ isValid: true, isValidJSONPath: true, isPathExist: true },
	],
	['$[?($.identity.name == "jane")]', { isValid: false, isValidJSONPath: true, isPathExist: true }],
	['$[?($.account.name == "jane")]', { isValid: false, isValidJSONPath: true, isPathExist: false }],
	['$.nothing[?(@.a == 1)]', { isValid: false, isValidJSONPath: true, isPathExist: false }],
	[
		'$.changes[?(@.newValue.id == "b")]',
		{ isValid: true, isValidJSONPath: true, isPathExist: true },
	],
	['$.changes[', { isValid: false, isValidJSONPath: false, isPathExist: false }],
])('the verdict on %s', (filter, verdict) => {
	expect(validateFilter(filter, input)).toEqual(verdict);
});

test('validates filters', async () => {
	const api = await session(await open(), 'apiClient');
	const judge = (json: unknown) => api.post(`${PATH}/validate-filter`, json);
	const answer = await judge({ input, filter: '$[?($.identity.name == "john.doe")]' });
	expect(answer.status).toBe(200);
	expect(answer.body).toEqual({ isValid: true, isValidJSONPath: true, isPathExist: true });
	expect((await judge({ input })).status).toBe(400);
	expect((await judge({ filter: '$' })).status).toBe(400);
});
