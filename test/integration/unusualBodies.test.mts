import { deflateSync } from 'node:zlib';

import { getFailure } from './fixture.mts';
import { runNode } from './n8n.mts';
import { startServer } from './server.mts';

const json = { 'content-type': 'application/json' };
const GET = { method: 'GET', path: '/accounts/v1' };
const POST = { method: 'POST', path: '/accounts/v1', body: '{}' };

const startWith = async (headers: Record<string, string>, body: string | Buffer, status = 200) =>
	await startServer((_request, response) => {
		response.writeHead(status, headers).end(body);
	});

const readFile = (data = '') => Buffer.from(data, 'base64').toString();

describe('text', () => {
	const list = '[{"id":"1","name":"Müller"}]';

	test.each<[string, string, Buffer]>([
		['Latin-1', 'application/json; charset=ISO-8859-1', Buffer.from(list, 'latin1')],
		['UTF-16', 'application/json', Buffer.from(`\uFEFF${list}`, 'utf16le')],
	])('in %s is decoded', async (_what, type, body) => {
		for (const output of ['items', 'csv', 'json', 'jsonl']) {
			const server = await startWith({ 'content-type': type }, body);
			const { items, hints } = await runNode(server.store, {
				parameters: { ...GET, options: { output } },
			});
			const text =
				output === 'items'
					? JSON.stringify(items[0]!.json)
					: readFile(items[0]!.binary!.data!.data);
			expect(text).toContain('Müller');
			expect(hints).toEqual([]);
		}
	});

	test('that is not valid in its charset is reported', async () => {
		const server = await startWith(json, Buffer.from(list, 'latin1'));
		const { items, hints } = await runNode(server.store, { parameters: GET });
		expect(items[0]!.json.name).toBe('M\uFFFDller');
		expect(hints[0]!.message).toMatch(/^GET \/accounts\/v1 returned text that isn't valid/);
	});

	test.each(['json', 'jsonl'])('keeps its bytes in a %s file of all fields', async (output) => {
		const server = await startWith(json, Buffer.from(list, 'latin1'));
		const { items } = await runNode(server.store, { parameters: { ...GET, options: { output } } });
		const bytes = Buffer.from(items[0]!.binary!.data!.data, 'base64');
		expect(bytes.toString('latin1')).toContain('Müller');
	});

	test('of an error is decoded', async () => {
		const type = { 'content-type': 'text/plain; charset=iso-8859-1' };
		const server = await startWith(type, Buffer.from('Schlüssel fehlt', 'latin1'), 400);
		const { message } = await getFailure(runNode(server.store, { parameters: GET }));
		expect(message).toBe('ISC returned 400: Schlüssel fehlt');
	});
});

describe('a compression that n8n does not have', () => {
	const headers = { ...json, 'content-encoding': 'snappy' };

	test.each([
		['a list', { ...GET, returnAll: true }],
		['a file', { ...GET, options: { responseFormat: 'file' } }],
		['a write', POST],
	])('fails %s, once', async (_what, parameters) => {
		const server = await startWith(headers, Buffer.from([1, 2, 3, 4]));
		const { message, description } = await getFailure(runNode(server.store, { parameters }));
		expect(message).toMatch(/compressed as 'snappy', which n8n can't decompress$/);
		expect(description).toMatch(/Accept-Encoding.*ISC processed this request\.$/);
		expect(server.asked()).toHaveLength(1);
	});

	test("isn't part of an error message", async () => {
		const server = await startWith(headers, Buffer.from([1, 2, 3, 4]), 400);
		const { message } = await getFailure(runNode(server.store, { parameters: GET }));
		expect(message).toBe('ISC returned 400: Bad Request');
	});

	test.each(['identity', 'UTF-8'])('is not the value %s', async (encoding) => {
		const server = await startWith({ ...json, 'content-encoding': encoding }, '[{"id":"1"}]');
		const { items } = await runNode(server.store, { parameters: GET });
		expect(items[0]!.json).toEqual({ id: '1' });
	});

	test('is not one that n8n has', async () => {
		const headers = { ...json, 'content-encoding': 'deflate' };
		const server = await startWith(headers, deflateSync('[{"id":"1"}]'));
		const { items } = await runNode(server.store, { parameters: GET });
		expect(items[0]!.json).toEqual({ id: '1' });
	});
});

describe('a web page in place of data', () => {
	const page =
		'<!-- proxy -->\n<html><head><title>Sign in</title></head><body>Sign in to continue</body></html>';
	const as = (parameters: object) => async (headers: Record<string, string>) => {
		const server = await startWith(headers, page);
		const error = await getFailure(
			runNode(server.store, { parameters: parameters as Record<string, string> }),
		);
		return { error, asked: server.asked() };
	};

	test.each<[string, object, Record<string, string>]>([
		['a write, as JSON', POST, json],
		['a list, as JSON', { ...GET, returnAll: true }, json],
		['a list, without a type', { ...GET, returnAll: true }, {}],
		['a file, without a type', { ...GET, options: { responseFormat: 'file' } }, {}],
		['a file, as JSON', { ...GET, options: { responseFormat: 'file' } }, json],
		[
			'a CSV file, as text',
			{ ...GET, options: { output: 'csv' } },
			{ 'content-type': 'text/plain' },
		],
	])('fails %s', async (_what, parameters, headers) => {
		const { error, asked } = await as(parameters)(headers);
		expect(error.message).toBe("ISC returned 200: a web page instead of data ('Sign in')");
		expect(error.description).toMatch(/^Check 'Tenant' and 'Domain'/);
		expect(asked).toHaveLength(1);
	});

	test('is recognized in small chunks', async () => {
		const server = await startServer((_request, response) => {
			response.writeHead(200, {}).write(page.slice(0, 3));
			setTimeout(() => response.end(page.slice(3)), 50);
		});
		const { message } = await getFailure(
			runNode(server.store, {
				parameters: { ...GET, options: { responseFormat: 'file' } },
			}),
		);
		expect(message).toBe("ISC returned 200: a web page instead of data ('Sign in')");
	});

	test('is a file if the file has a name', async () => {
		const server = await startWith({ 'content-disposition': 'attachment; filename=a.html' }, page);
		const { items } = await runNode(server.store, {
			parameters: { ...GET, options: { responseFormat: 'file' } },
		});
		expect(readFile(items[0]!.binary!.data!.data)).toBe(page);
	});

	test('is data if it is a text in JSON', async () => {
		const server = await startWith(json, JSON.stringify(page));
		const { items } = await runNode(server.store, { parameters: POST });
		expect(items[0]!.json).toEqual({ value: page });
	});

	test.each(['', 'x', '<', 'a,b\r\n'.repeat(50_000)])('is not the file %j', async (body) => {
		const server = await startWith({ 'content-type': 'text/plain' }, body.slice(0));
		const { items } = await runNode(server.store, {
			parameters: { ...GET, options: { responseFormat: 'file' } },
		});
		expect(readFile(items[0]!.binary!.data!.data)).toBe(body);
	});

	test('a file that is cut before its first byte is fetched again', async () => {
		let requests = 0;
		const server = await startServer((_request, response) => {
			response.writeHead(200, { 'content-type': 'text/plain', 'content-length': 5 });
			if (requests++ > 0) {
				response.end('whole');
			} else {
				response.flushHeaders();
				setTimeout(() => response.destroy(), 50);
			}
		});
		const { items } = await runNode(server.store, {
			parameters: { ...GET, options: { responseFormat: 'file' } },
		});
		expect(readFile(items[0]!.binary!.data!.data)).toBe('whole');
		expect(server.asked()).toHaveLength(2);
	});
});

describe('a part of the data', () => {
	const part = { 'content-type': 'text/csv', 'content-range': 'bytes 0-2/6' };

	async function startPartial() {
		let requests = 0;
		return await startServer((_request, response) => {
			if (requests++ === 0) response.writeHead(206, part).end('a,b');
			else response.writeHead(200, { 'content-type': 'text/csv' }).end('a,b,c\r\n');
		});
	}

	test('is fetched again', async () => {
		const server = await startPartial();
		const { items } = await runNode(server.store, {
			parameters: { ...GET, options: { responseFormat: 'file' } },
		});
		expect(readFile(items[0]!.binary!.data!.data)).toBe('a,b,c\r\n');
	});

	test('is what a request for it gets', async () => {
		const server = await startPartial();
		const headers = { parameter: [{ name: 'Range', value: 'bytes=0-2' }] };
		const { items } = await runNode(server.store, {
			parameters: { ...GET, headers, options: { responseFormat: 'file' } },
		});
		expect(readFile(items[0]!.binary!.data!.data)).toBe('a,b');
	});

	test('fails a write, which is not sent again', async () => {
		const server = await startPartial();
		const { message } = await getFailure(runNode(server.store, { parameters: POST }));
		expect(message).toMatch(/: the response was incomplete$/);
		expect(server.asked()).toHaveLength(1);
	});
});

test('a number beyond the range of JavaScript keeps its text', async () => {
	const server = await startWith(json, '[{"id":"1","size":1e400}]');
	const { items, hints } = await runNode(server.store, { parameters: GET });
	expect(items[0]!.json).toEqual({ id: '1', size: '1e400' });
	expect(hints[0]!.message).toMatch(/^Numbers that JavaScript can't hold/);
});
