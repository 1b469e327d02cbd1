import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { isOlderThan } from '../../tools/n8n/installation.mts';
import { useStage } from './support/fixture.mts';
import { itSince } from './support/versions.mts';

const stage = useStage({ counts: { identities: 10, accounts: 10 } });

/** Returns the result that the credential window shows after Save. */
async function testCredential(...input: Parameters<typeof stage.credential>) {
	return await stage.editor.testCredential(await stage.credential(...input));
}

describe('test of the credential', () => {
	it('succeeds for a personal access token', async () => {
		expect(await testCredential('pat')).toEqual({
			status: 'OK',
			message: 'Connection successful!',
		});
	});

	it('succeeds for a token with minimal rights', async () => {
		expect(await testCredential('narrowPat')).toMatchObject({ status: 'OK' });
	});

	it('reports a wrong secret', async () => {
		const { status, message } = await testCredential('pat', { clientSecret: 'wrong' });
		expect(status).toBe('Error');
		expect(message).toContain(
			isOlderThan('2') ? 'Client authentication failed' : 'Failed to acquire OAuth2 access token',
		);
	});

	it("reports the host of a tenant that doesn't exist", async () => {
		const { status, message } = await testCredential('pat', {
			apiBaseUrl: 'https://no-such-tenant.invalid',
		});
		expect(status).toBe('Error');
		expect(message).toContain('incorrect host');
	});

	it('explains how to fix an invalid tenant, without a request', async () => {
		const { status, message } = await testCredential('pat', {
			domain: 'identitynow.com',
			tenant: 'login.acme.example',
			apiBaseUrl: '',
		});
		expect(status).toBe('Error');
		expect(message).toMatch(
			/^'Tenant' in the credential isn't a tenant name .* Enter only the name/,
		);
		expect(message).not.toContain('refused');
	});

	// Older n8n doesn't find the status of the response, and shows a message of its own for these three.
	itSince('2.38')('explains that an API client has no user context', async () => {
		const { message } = await testCredential('apiClient');
		expect(message).toMatch(/^The client ID and secret are valid.*no user context/);
	});

	itSince('2.38')('reports a rejected token', async () => {
		stage.tenant.faults.add({ path: '/public-identities', status: 401, body: { error: 'no' } });
		const { status, message } = await testCredential('pat');
		expect(status).toBe('Error');
		expect(message).toContain('ISC rejected the token');
	});

	itSince('2.38')("reports a host that isn't a tenant", async () => {
		stage.tenant.faults.add({ path: '/public-identities', status: 404, body: 'not here' });
		const { status, message } = await testCredential('pat');
		expect(status).toBe('Error');
		expect(message).toContain("isn't the API of an ISC tenant");
	});

	it('fails for a web server without a token endpoint', async () => {
		const server = createServer((_request, response) => {
			response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not found</h1>');
		});
		await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
		try {
			const { port } = server.address() as AddressInfo;
			const { status, message } = await testCredential('pat', {
				apiBaseUrl: `http://127.0.0.1:${port}`,
			});
			expect(status).toBe('Error');
			expect(message).not.toBe('');
		} finally {
			server.close();
		}
	});

	it.each([
		[
			'a legacy client id',
			'legacy',
			{},
			/^'Client ID' .* legacy ID .*Create a personal access token/,
		],
		[
			'a secret with a trailing space',
			'pat',
			{ clientSecret: 'secret ' },
			/^'Client Secret' .* space\. Copy the secret again/,
		],
		[
			'an empty secret',
			'pat',
			{ clientSecret: '' },
			/^'Client Secret' is empty .*Enter the secret/,
		],
	] as const)(
		'explains how to fix %s, without a token request',
		async (_case, client, more, explanation) => {
			const { status, message } = await testCredential(client, more);
			expect(status).toBe('Error');
			expect(message).toMatch(explanation);
			expect(message).not.toContain('refused');
			expect(stage.tenant.counters.tokenRequests).toEqual({});
		},
	);
});
