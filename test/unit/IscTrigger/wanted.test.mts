import { differences, isOurs, type Wanted } from '../../../nodes/IscTrigger/subscription/wanted.ts';

const wanted: Wanted = {
	name: 'n8n: A',
	description: 'Starts A',
	triggerId: 't',
	type: 'HTTP',
	enabled: true,
	filter: null,
	responseDeadline: 'PT60M',
	httpConfig: {
		url: 'https://n8n.example/webhook/1/isc',
		httpDispatchMode: 'ASYNC',
		httpAuthenticationType: 'BEARER_TOKEN',
		bearerTokenAuthConfig: { bearerToken: 'abc' },
	},
};
/** As ISC gives it back: without secrets, and with its own words for the same. */
const found = {
	...wanted,
	id: 's',
	filter: '',
	responseDeadline: 'PT1H',
	httpConfig: { ...wanted.httpConfig, bearerTokenAuthConfig: { bearerToken: null } },
};

test('what ISC gives back is what was wanted', () => {
	expect(differences(found, wanted)).toEqual([]);
});

test.each([
	[{ enabled: false }, ['enabled']],
	[{ name: 'B', filter: '$.a' }, ['name', 'filter']],
	[{ description: null }, ['description']],
	[{ responseDeadline: 'PT2H' }, ['responseDeadline']],
	[{ httpConfig: { ...found.httpConfig, url: 'https://other' } }, ['httpConfig']],
	[{ httpConfig: { ...found.httpConfig, httpDispatchMode: 'SYNC' } }, ['httpConfig']],
	[{ httpConfig: { ...found.httpConfig, httpAuthenticationType: null } }, ['httpConfig']],
	[{ httpConfig: null }, ['httpConfig']],
])('%j differs in %j', (change, fields) => {
	expect(differences({ ...found, ...change }, wanted)).toEqual(fields);
});

test('a subscription is ours if it sends events to us', () => {
	expect(isOurs(found, 'https://n8n.example/webhook/1/isc')).toBe(true);
	expect(isOurs(found, 'https://n8n.example/webhook/2/isc')).toBe(false);
	expect(isOurs({ httpConfig: null }, 'https://n8n.example/webhook/1/isc')).toBe(false);
});
