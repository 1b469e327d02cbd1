import { HOST, httpRequest, migrated, request } from './workflows.mts';

const PATH = '/v2025/source-apps';
const HEADER = { name: 'X-SailPoint-Experimental', value: 'true' };
const OTHER = { name: 'Accept-Language', value: 'de' };
const NOTE = 'The operation is experimental. Its header was added.';

test('adds the option of the SailPoint ISC node and keeps other options', () => {
	const { parameters, notes } = migrated(request(PATH, { options: { batchSize: 5 } }));
	expect(parameters).toEqual({
		resource: 'customRequest',
		path: '/source-apps/v1',
		options: { batchSize: 5, experimental: true },
	});
	expect(notes).toEqual([NOTE]);
});

test('adds the option if the path is current', () => {
	const { parameters, finding } = migrated(request('/source-apps/v1'));
	expect(parameters).toEqual({
		resource: 'customRequest',
		path: '/source-apps/v1',
		options: { experimental: true },
	});
	expect(finding).toMatchObject({ isHeaderAdded: true });
});

test('adds no option if the operation is not experimental', () => {
	expect(migrated(request('/v3/accounts')).parameters).not.toHaveProperty('options');
});

test.each([
	['the option', { options: { experimental: true } }],
	['a header', { headers: { parameter: [{ ...HEADER, name: HEADER.name.toLowerCase() }] } }],
])('keeps the header of the SailPoint ISC node, set by %s', (_what, more) => {
	const { parameters, notes } = migrated(request(PATH, more));
	expect(parameters).toEqual({ resource: 'customRequest', path: '/source-apps/v1', ...more });
	expect(notes).toEqual([]);
});

test.each([
	['4.2', 4.2, {}, { sendHeaders: true, headerParameters: { parameters: [HEADER] } }],
	[
		'4.2 with headers',
		4.2,
		{ sendHeaders: true, headerParameters: { parameters: [OTHER] } },
		{ sendHeaders: true, headerParameters: { parameters: [OTHER, HEADER] } },
	],
	[
		'4.2 with disabled headers',
		4.2,
		{ sendHeaders: false, headerParameters: { parameters: [OTHER] } },
		{ sendHeaders: true, headerParameters: { parameters: [HEADER] } },
	],
	['2', 2, {}, { headerParametersUi: { parameter: [HEADER] } }],
])('adds the header to an HTTP Request node, version %s', (_what, typeVersion, before, after) => {
	const node = { ...httpRequest(`${HOST}${PATH}`, before), typeVersion };
	const { parameters, notes } = migrated(node);
	expect(parameters).toEqual({ url: `${HOST}/source-apps/v1`, ...after });
	expect(notes).toEqual([NOTE]);
});

const inJson = (jsonHeaders: string) =>
	migrated(
		httpRequest(`${HOST}${PATH}`, { sendHeaders: true, specifyHeaders: 'json', jsonHeaders }),
	);

test('adds the header to JSON headers of an HTTP Request node', () => {
	const { parameters } = inJson('{"Accept-Language": "de"}');
	expect(JSON.parse(parameters.jsonHeaders as string)).toEqual({
		'Accept-Language': 'de',
		'X-SailPoint-Experimental': 'true',
	});
});

test.each([
	'{"x-sailpoint-experimental": "true"}',
	'={{ ({ "X-SailPoint-Experimental": "true", lang: $json.lang }) }}',
])('keeps the header in JSON of an HTTP Request node: %s', (json) => {
	const { parameters, notes, tasks } = inJson(json);
	expect(parameters.jsonHeaders).toBe(json);
	expect([...notes, ...tasks]).toEqual([]);
});

test('asks for a change by hand if the headers are an expression', () => {
	const { parameters, tasks } = inJson('={{ $json.headers }}');
	expect(parameters).toMatchObject({
		url: `${HOST}/source-apps/v1`,
		jsonHeaders: '={{ $json.headers }}',
	});
	expect(tasks).toEqual([expect.stringContaining('Add X-SailPoint-Experimental: true')]);
});

test('asks for a change by hand if the option is an expression', () => {
	const options = { experimental: '={{ $json.isNew }}' };
	const { parameters, tasks } = migrated(request(PATH, { options }));
	expect(parameters.options).toEqual(options);
	expect(tasks).toHaveLength(1);
});
