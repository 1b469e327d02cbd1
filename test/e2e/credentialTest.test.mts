import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { useStage } from './support/fixture.mts';

const stage = useStage({ counts: { identities: 10, accounts: 10 } });

/** What the credential modal shows after Save. */
async function shown(...input: Parameters<typeof stage.credential>) {
	return await stage.editor.testCredential(await stage.credential(...input));
}

describe('test of the credential', () => {
	it('succeeds for a personal access token', async () => {
		expect(await shown('pat')).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it('succeeds for a token with almost no rights', async () => {
		expect(await shown('narrowPat')).toMatchObject({ status: 'OK' });
	});

	it('reports a wrong secret', async () => {
		const { status, message } = await shown('pat', { clientSecret: 'wrong' });
		expect(status).toBe('Error');
		expect(message).toContain('Failed to acquire OAuth2 access token');
	});

	it("reports the host of a tenant that doesn't exist", async () => {
		const { status, message } = await shown('pat', {
			apiBaseUrl: 'https://no-such-tenant.invalid',
		});
		expect(status).toBe('Error');
		expect(message).toContain('incorrect host');
	});

	it('says how to fix an invalid tenant', async () => {
		const { status, message } = await shown('pat', {
			domain: 'identitynow.com',
			tenant: 'login.acme.example',
			apiBaseUrl: '',
		});
		expect(status).toBe('Error');
		expect(message).toContain('choose-domain-custom');
	});

	it('tells an API client from a wrong secret', async () => {
		const { message } = await shown('apiClient');
		expect(message).toMatch(/^Signed in: .*no user context/);
	});

	it('reports a token that ISC rejects', async () => {
		stage.tenant.faults.add({ path: '/public-identities', status: 401, body: { error: 'no' } });
		const { status, message } = await shown('pat');
		expect(status).toBe('Error');
		expect(message).toContain('ISC did not accept the token');
	});

	it("reports a host that isn't a tenant", async () => {
		stage.tenant.faults.add({ path: '/public-identities', status: 404, body: 'not here' });
		const { status, message } = await shown('pat');
		expect(status).toBe('Error');
		expect(message).toContain('not the API of an ISC tenant');
	});

	it('fails on a web server without a token endpoint', async () => {
		const server = createServer((_request, response) => {
			response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		try {
			const { port } = server.address() as AddressInfo;
			const { status, message } = await shown('pat', { apiBaseUrl: `http://127.0.0.1:${port}` });
			expect(status).toBe('Error');
			expect(message).not.toBe('');
		} finally {
			server.close();
		}
	});

	it.each([
		['a legacy client id', 'legacy', {}, 'client-id-is-a-legacy-id'],
		[
			'a secret with a space behind it',
			'pat',
			{ clientSecret: 'secret ' },
			'client-secret-has-spaces',
		],
		['no secret', 'pat', { clientSecret: '' }, 'client-secret-is-missing'],
	] as const)('says how to fix %s', async (_case, client, more, reason) => {
		const { status, message } = await shown(client, more);
		expect(status).toBe('Error');
		expect(message).toContain(reason);
		expect(stage.tenant.counters.tokenRequests).toEqual({});
	});
});
