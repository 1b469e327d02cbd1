import { HOST, httpRequest, migrated, request } from './workflows.mts';

const PATH = '/v2025/source-apps';
const HEADER = { name: 'X-SailPoint-Experimental', value: 'true' };
const OTHER = { name: 'Accept-Language', value: 'de' };
const NOTE = 'Is experimental: its header was switched on.';

test('our node: the option is switched on, the other options stay', () => {
	const { parameters, notes } = migrated(request(PATH, { options: { batchSize: 5 } }));
	expect(parameters).toEqual({
		resource: 'customRequest',
		path: '/source-apps/v1',
		options: { batchSize: 5, experimental: true },
	});
	expect(notes).toEqual([NOTE]);
});

test('also where the path is current', () => {
	const { parameters, finding } = migrated(request('/source-apps/v1'));
	expect(parameters).toEqual({
		resource: 'customRequest',
		path: '/source-apps/v1',
		options: { experimental: true },
	});
	expect(finding).toMatchObject({ isSwitchedOn: true });
});

test('not where the operation is not experimental', () => {
	expect(migrated(request('/v3/accounts')).parameters).not.toHaveProperty('options');
});

test.each([
	['the option', { options: { experimental: true } }],
	['a header', { headers: { parameter: [{ ...HEADER, name: HEADER.name.toLowerCase() }] } }],
])('our node: was on by %s', (_what, more) => {
	const { parameters, notes } = migrated(request(PATH, more));
	expect(parameters).toEqual({ resource: 'customRequest', path: '/source-apps/v1', ...more });
	expect(notes).toEqual([]);
});

test.each([
	['of today', 4.2, {}, { sendHeaders: true, headerParameters: { parameters: [HEADER] } }],
	[
		'of today, with headers',
		4.2,
		{ sendHeaders: true, headerParameters: { parameters: [OTHER] } },
		{ sendHeaders: true, headerParameters: { parameters: [OTHER, HEADER] } },
	],
	[
		'of today, with headers that were not sent',
		4.2,
		{ sendHeaders: false, headerParameters: { parameters: [OTHER] } },
		{ sendHeaders: true, headerParameters: { parameters: [HEADER] } },
	],
	['of an early version', 2, {}, { headerParametersUi: { parameter: [HEADER] } }],
])('HTTP Request node %s', (_what, typeVersion, before, after) => {
	const node = { ...httpRequest(`${HOST}${PATH}`, before), typeVersion };
	const { parameters, notes } = migrated(node);
	expect(parameters).toEqual({ url: `${HOST}/source-apps/v1`, ...after });
	expect(notes).toEqual([NOTE]);
});

const inJson = (jsonHeaders: string) =>
	migrated(
		httpRequest(`${HOST}${PATH}`, { sendHeaders: true, specifyHeaders: 'json', jsonHeaders }),
	);

test('HTTP Request node with headers in JSON', () => {
	const { parameters } = inJson('{"Accept-Language": "de"}');
	expect(JSON.parse(parameters.jsonHeaders as string)).toEqual({
		'Accept-Language': 'de',
		'X-SailPoint-Experimental': 'true',
	});
});

test.each([
	'{"x-sailpoint-experimental": "true"}',
	'={{ ({ "X-SailPoint-Experimental": "true", lang: $json.lang }) }}',
])('HTTP Request node: was on in JSON: %s', (json) => {
	const { parameters, notes, tasks } = inJson(json);
	expect(parameters.jsonHeaders).toBe(json);
	expect([...notes, ...tasks]).toEqual([]);
});

test('needs a person where an expression gives the headers', () => {
	const { parameters, tasks } = inJson('={{ $json.headers }}');
	expect(parameters).toMatchObject({
		url: `${HOST}/source-apps/v1`,
		jsonHeaders: '={{ $json.headers }}',
	});
	expect(tasks).toEqual([expect.stringContaining('add X-SailPoint-Experimental: true')]);
});

test('needs a person where an expression gives the option', () => {
	const options = { experimental: '={{ $json.isNew }}' };
	const { parameters, tasks } = migrated(request(PATH, { options }));
	expect(parameters.options).toEqual(options);
	expect(tasks).toHaveLength(1);
});
