import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { isOlderThan } from '../../tools/n8n/installation.mts';
import { useStage } from './support/fixture.mts';
import { itSince } from './support/versions.mts';

const stage = useStage({ counts: { identities: 10, accounts: 10 } });

/** What the credential modal shows after Save. */
async function shown(...input: Parameters<typeof stage.credential>) {
	return await stage.editor.testCredential(await stage.credential(...input));
}

describe('test of the credential', () => {
	it('succeeds for a personal access token', async () => {
		expect(await shown('pat')).toEqual({ status: 'OK', message: 'Connection successful!' });
	});

	it('succeeds for a token that has next to no rights', async () => {
		expect(await shown('narrowPat')).toMatchObject({ status: 'OK' });
	});

	it('says that the client was refused, for a wrong secret', async () => {
		const { status, message } = await shown('pat', { clientSecret: 'wrong' });
		expect(status).toBe('Error');
		expect(message).toContain(
			isOlderThan('2') ? 'Client authentication failed' : 'Failed to acquire OAuth2 access token',
		);
	});

	it('blames the host, for a tenant that does not exist', async () => {
		const { status, message } = await shown('pat', {
			apiBaseUrl: 'https://no-such-tenant.invalid',
		});
		expect(status).toBe('Error');
		expect(message).toContain('incorrect host');
	});

	it('says what to mend, for a tenant that cannot be one', async () => {
		const { status, message } = await shown('pat', {
			domain: 'identitynow.com',
			tenant: 'login.acme.example',
			apiBaseUrl: '',
		});
		expect(status).toBe('Error');
		expect(message).toContain('choose-domain-custom');
	});

	// Older n8n doesn't find the status of the response, and shows a message of its own for these three.
	itSince('2.38')('tells an API client apart from a wrong secret', async () => {
		const { message } = await shown('apiClient');
		expect(message).toMatch(/^Signed in: .*no user context/);
	});

	itSince('2.38')('says that a token was not accepted', async () => {
		stage.tenant.faults.add({ path: '/public-identities', status: 401, body: { error: 'no' } });
		const { status, message } = await shown('pat');
		expect(status).toBe('Error');
		expect(message).toContain('ISC did not accept the token');
	});

	itSince('2.38')('says that the host is no tenant when the API is not there', async () => {
		stage.tenant.faults.add({ path: '/public-identities', status: 404, body: 'not here' });
		const { status, message } = await shown('pat');
		expect(status).toBe('Error');
		expect(message).toContain('not the API of an ISC tenant');
	});

	it('fails on a web server that knows nothing of tokens', async () => {
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
	] as const)('says what to mend, for %s', async (_case, client, more, reason) => {
		const { status, message } = await shown(client, more);
		expect(status).toBe('Error');
		expect(message).toContain(reason);
		expect(stage.tenant.counters.tokenRequests).toEqual({});
	});
});
