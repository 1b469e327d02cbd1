import fc from '../../../fastCheck.mts';
import { ParameterError } from '../../../../nodes/shared/parameters/parameterError.ts';
import { parsePath } from '../../../../nodes/shared/parameters/path.ts';

const ORIGIN = 'https://acme.api.identitynow.com';

describe('parsePath', () => {
	test.each([
		['/accounts/v1', '/accounts/v1'],
		['accounts/v1', '/accounts/v1'],
		[' /accounts/v1\n', '/accounts/v1'],
		['/accounts/v1/', '/accounts/v1/'],
		['/cc/api/source/list', '/cc/api/source/list'],
		['/.well-known/v1/ssf-configuration', '/.well-known/v1/ssf-configuration'],
		['/a/v1/2c91-80_85~x.y', '/a/v1/2c91-80_85~x.y'],
		["/a/v1/!$&'()*+,;=:@", "/a/v1/!$&'()*+,;=:@"],
		['/a/v1/John Doe', '/a/v1/John%20Doe'],
		['/a/v1/John%20Doe', '/a/v1/John%20Doe'],
		['/a/v1/50%', '/a/v1/50%25'],
		['/a/v1/50%zz', '/a/v1/50%25zz'],
		['/a/v1/%252e', '/a/v1/%252e'],
		['/a/v1/Zoë', '/a/v1/Zo%C3%AB'],
		['/a/v1/😀', '/a/v1/%F0%9F%98%80'],
		['/a/v1/"<>|^`[]', '/a/v1/%22%3C%3E%7C%5E%60%5B%5D'],
		['/a/v1/...', '/a/v1/...'],
		['/a/v1/.hidden', '/a/v1/.hidden'],
		['/a/v1/x..y', '/a/v1/x..y'],
		['@evil.com/accounts', '/@evil.com/accounts'],
		['.evil.com', '/.evil.com'],
		['/a/v1/\uff0e\uff0e/b', '/a/v1/%EF%BC%8E%EF%BC%8E/b'],
		['/a/v1/\u3002', '/a/v1/%E3%80%82'],
		['/a/v1/\u2028x', '/a/v1/%E2%80%A8x'],
	])('parses %j as %s', (typed, path) => {
		expect(parsePath(typed)).toEqual({ path, query: '' });
		expect(new URL(ORIGIN + path).pathname).toBe(path);
	});
});

describe('a query in the path', () => {
	test.each([
		['/accounts/v1?limit=5', 'limit=5'],
		['/accounts/v1?', ''],
		['/accounts/v1?filters=name eq "a?b"', 'filters=name eq "a?b"'],
		['/accounts/v1?url=https://x/../y', 'url=https://x/../y'],
		['/accounts/v1?filters=name eq "#1"', 'filters=name eq "#1"'],
		['/accounts/v1?a={id}', 'a={id}'],
	])('is split off: %s', (typed, query) => {
		expect(parsePath(typed)).toEqual({ path: '/accounts/v1', query });
	});
});

const METHOD = /^'Path' starts with an HTTP method$/;
const HOST = /^'Path' contains a host$/;
const CONTROL = /^'Path' contains a line break or another control character$/;
const BACKSLASH = /^'Path' contains a backslash$/;
const ENCODED = /^'Path' contains an encoded slash, backslash, or control character$/;
const DOTS = /^'Path' contains \. or \.\. as a segment$/;

const MISSING_DATA = /^'Path' contains missing data/;

describe('a path that could lead elsewhere', () => {
	test.each([
		['', /^'Path' is empty$/],
		['  ', /^'Path' is empty$/],
		['?limit=5', /^'Path' is empty$/],
		['GET /accounts/v1', METHOD],
		['post\t/accounts/v1', METHOD],
		['https://evil.com/accounts/v1', HOST],
		['HTTPS://evil.com', HOST],
		['https:evil.com', HOST],
		['https:/evil.com', HOST],
		['http://acme.api.identitynow.com/accounts/v1', HOST],
		['javascript:alert(1)', HOST],
		['file:///etc/passwd', HOST],
		['//evil.com/accounts', HOST],
		['///evil.com', HOST],
		[' //evil.com', HOST],
		['\t//evil.com', HOST],
		['/\\evil.com', BACKSLASH],
		['\\\\evil.com', BACKSLASH],
		['\\evil.com', BACKSLASH],
		['/accounts\\..\\oauth', BACKSLASH],
		['/accounts/v1#x', /^'Path' contains #/],
		['/accounts/v1/%2f', ENCODED],
		['/accounts/v1/..%2f..%2Foauth', ENCODED],
		['/accounts/v1/%5c', ENCODED],
		['/accounts/v1/..%5Coauth', ENCODED],
		['/accounts/v1/%00', ENCODED],
		['/accounts/v1/../../oauth/token', DOTS],
		['..', DOTS],
		['.', DOTS],
		['/accounts/v1/.', DOTS],
		['/accounts/./v1', DOTS],
		['/accounts/v1/..', DOTS],
		['/accounts/v1/..?x', DOTS],
		['/accounts/%2e%2e/x', DOTS],
		['/accounts/%2E%2E/x', DOTS],
		['/accounts/%2e./x', DOTS],
		['/accounts/.%2E/x', DOTS],
		['/accounts/%2e/x', DOTS],
		['/accounts/v1\r\nHost: evil', CONTROL],
		['/accounts/.\t./x', CONTROL],
		['/accounts/.\n./x', CONTROL],
		['/\t/evil.com', CONTROL],
		['/\n/evil.com', CONTROL],
		['ht\ntps://evil.com', CONTROL],
		['/accounts/v1/\u0000', CONTROL],
		['/accounts/v1/\u007fx', CONTROL],
		['/accounts/v1/\u0085x', CONTROL],
		['/sources/v1//schemas', /^'Path' contains an empty segment$/],
		['/sources/v1/ /schemas', /^'Path' contains an empty segment$/],
		['/sources/v1/undefined', MISSING_DATA],
		['/sources/v1/null/schemas', MISSING_DATA],
		['/sources/v1/[object Object]', MISSING_DATA],
		['/sources/v1/%5Bobject%20Object%5D/schemas', MISSING_DATA],
	])('is rejected: %j', (typed, message) => {
		expect(() => parsePath(typed)).toThrow(ParameterError);
		expect(() => parsePath(typed)).toThrow(message);
	});

	test('is rejected with a hint', () => {
		expect(() => parsePath('//evil.com')).toThrow(
			expect.objectContaining({
				description: expect.stringMatching(/for example \/accounts\/v1/) as string,
			}) as Error,
		);
	});
});

describe('placeholders', () => {
	test('are filled if one path has several', () => {
		const values = { id: '1', 'other id': '2' };
		expect(parsePath('/a/v1/x{id}y/{other id}', values).path).toBe('/a/v1/x1y/2');
	});

	test.each(['/a/v1/{id', '/a/v1/id}', '/a/v1/{}', '/a/v1/{{id}}', '/a/v1/{a/b}'])(
		'are rejected without a matching brace: %s',
		(path) => {
			expect(() => parsePath(path, { id: '1' })).toThrow("'Path' contains a brace");
		},
	);

	test("aren't filled with properties of all objects", () => {
		expect(() => parsePath('/a/v1/{constructor}', {})).toThrow('has no value for {constructor}');
	});

	test.each<[string, unknown, string]>([
		['an ID', '2c91', '/a/v1/2c91/b'],
		['a number', 7, '/a/v1/7/b'],
		['zero', 0, '/a/v1/0/b'],
		['false', false, '/a/v1/false/b'],
		['a name', 'John Doe', '/a/v1/John%20Doe/b'],
		['a slash', 'x/y', '/a/v1/x%2Fy/b'],
		['a way up', '../../oauth', '/a/v1/..%2F..%2Foauth/b'],
		['a backslash', '..\\x', '/a/v1/..%5Cx/b'],
		['a query', 'x?y=z', '/a/v1/x%3Fy%3Dz/b'],
		['a fragment', 'x#y', '/a/v1/x%23y/b'],
		['a host', 'https://evil.com', '/a/v1/https%3A%2F%2Fevil.com/b'],
		['what is encoded already, as it is', '%2e%2e', '/a/v1/%252e%252e/b'],
		['a placeholder, which is not filled again', '{other}', '/a/v1/%7Bother%7D/b'],
		['three dots', '...', '/a/v1/.../b'],
	])('are filled with %s', (_what, id, path) => {
		expect(parsePath('/a/v1/{id}/b', { id, other: 'x' }).path).toBe(path);
	});

	test('are filled several times and next to text', () => {
		const values = { id: 'a b', key: 'c/d' };
		expect(parsePath('/x/v1/{id}-{key}/{id}', values).path).toBe('/x/v1/a%20b-c%2Fd/a%20b');
	});

	test.each([[undefined], [null], ['']])('are rejected without a value: %j', (id) => {
		expect(() => parsePath('/a/v1/{id}', { id })).toThrow(
			"'Path Parameters' has no value for {id}",
		);
	});

	test.each([['.'], ['..'], [{}], [['a']]])('are rejected with the invalid value %j', (id) => {
		expect(() => parsePath('/a/v1/{id}', { id })).toThrow(
			"'Path Parameters' contains an invalid value for {id}",
		);
	});
});

describe('with any text', () => {
	const fragment = fc.constantFrom(
		...[
			'/',
			'//',
			'.',
			'..',
			'%2e',
			'%2E',
			'%2f',
			'%5c',
			'\\',
			'?',
			'#',
			'@',
			':',
			';',
			'%',
			'%25',
		],
		...['https:', 'evil.com', '{id}', '\t', '\r\n', '\u0000', ' ', '\u3002', '\uff0f', 'accounts'],
	);
	const text = fc.oneof(
		fc.array(fragment, { maxLength: 12 }).map((fragments) => fragments.join('')),
		fc.string({ unit: 'grapheme' }),
		fc.webUrl(),
	);

	/** Parses a path. Returns undefined if it is rejected. */
	function read(typed: string, values: Record<string, unknown>) {
		try {
			return parsePath(typed, values);
		} catch (error) {
			if (error instanceof ParameterError) return undefined;
			throw error;
		}
	}

	test('a path stays on the origin and is sent as parsed', () => {
		fc.assert(
			fc.property(text, text, (typed, id) => {
				const result = read(typed, { id });
				if (!result) return;
				const url = new URL(ORIGIN + result.path);
				expect(url.origin).toBe(ORIGIN);
				expect(url.pathname).toBe(result.path);
				expect(`${url.username}${url.password}${url.search}${url.hash}`).toBe('');
				const decoded = result.path.replace(/%2e/gi, '.').split('/');
				expect(decoded).not.toContain('..');
				expect(decoded).not.toContain('.');
				expect(result.path).toMatch(/^\/(?!\/)[\x21-\x7e]*$/);
			}),
			{ numRuns: 2000 },
		);
	});

	test('a value fills one segment and can be decoded from it', () => {
		fc.assert(
			fc.property(text, (id) => {
				const parts = read('/a/v1/{id}/b', { id })?.path.split('/');
				if (!parts) return;
				expect(parts).toHaveLength(5);
				expect(decodeURIComponent(parts[3]!)).toBe(id);
			}),
		);
	});
});
