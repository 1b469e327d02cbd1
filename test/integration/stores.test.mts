import { Container } from '@n8n/di';
import { BinaryDataService } from 'n8n-core';

import { getFailure } from './fixture.mts';
import { runNode } from './n8n.mts';
import { startServer } from './server.mts';

/** A tenant whose every answer is a file. */
const startFiles = async (answer = 'zip') =>
	await startServer((_request, response) => {
		response.writeHead(200, { 'content-type': 'application/zip' }).end(answer);
	});

const REFUSALS: Array<[string, Error]> = [
	['is too small', new Error('File is too large: 600 MB of at most 512 MB')],
	['is full', Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })],
	[
		'cannot be reached',
		new Error('Request to external object storage failed', {
			cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
		}),
	],
	['is cut off', Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })],
];

afterEach(() => jest.restoreAllMocks());

describe.each(REFUSALS)("n8n's store of files %s", (_what, refusal) => {
	test.each([
		['GET', /^Check n8n's storage.*ISC processed this request\./],
		['POST', /^Don't repeat this request\. Check n8n's storage.*ISC processed this request\./],
	])("sends %s once, and names the failure of n8n's store", async (method, hint) => {
		const server = await startFiles();
		jest.spyOn(Container.get(BinaryDataService), 'store').mockRejectedValue(refusal);
		const options = { responseFormat: 'file' };
		const parameters = { method, path: '/reports/v1/run', options };
		const error = await getFailure(runNode(server.store, { parameters }));
		expect(error.message).toBe(`n8n couldn't store the response: ${refusal.message}`);
		expect(error.description).toMatch(hint);
		expect(server.asked()).toHaveLength(1);
	});
});

test('tells a failing store from a truncated download', async () => {
	const server = await startFiles('x'.repeat(1_000_000));
	jest
		.spyOn(Container.get(BinaryDataService), 'store')
		.mockImplementation(async (_location, source) => {
			for await (const _part of source as AsyncIterable<Buffer>) throw new Error('EFBIG');
			throw new Error('not reached');
		});
	const parameters = { method: 'GET', path: '/x/v1/y', options: { responseFormat: 'file' } };
	const { message } = await getFailure(runNode(server.store, { parameters }));
	expect(message).toBe("n8n couldn't store the response: EFBIG");
	expect(server.asked()).toHaveLength(1);
});
