import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { useStage } from './support/fixture.mts';
import { itSince } from './support/versions.mts';
import { chain, httpRequest, getItems, start } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 10, accounts: 10 } });

describe("n8n's HTTP Request node with the credential", () => {
	let other: Server;
	let received: Array<string | undefined>;

	beforeEach(async () => {
		received = [];
		other = createServer((request, response) => {
			received.push(request.headers.authorization);
			response.setHeader('content-type', 'application/json').end('[]');
		});
		await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
	});
	afterEach(() => other.close());

	// Another name for this machine, hence another host than that of the tenant.
	const otherUrl = () => `http://localhost:${(other.address() as AddressInfo).port}/`;

	it("calls the tenant's API", async () => {
		const { tenant, credential, run } = stage;
		const url = `${tenant.url}/sources/v1?limit=2`;
		const execution = await run(chain(start, httpRequest(await credential(), url)));
		expect(execution.status).toBe('success');
		expect(getItems(execution, 'HTTP')).toHaveLength(2);
		expect(tenant.counters.tokenRequests).toEqual({ client_credentials: 1 });
	});

	// n8n 1.123 applies the allowed domains to redirects only.
	itSince('2')("can't call another host", async () => {
		const { credential, run } = stage;
		const execution = await run(chain(start, httpRequest(await credential(), otherUrl())));
		expect(execution.status).toBe('error');
		expect(execution.error?.message).toMatch(/domain|allowed/i);
		expect(received).toEqual([]);
	});

	it('calls another host only if the credential allows all domains', async () => {
		const { credential, run } = stage;
		const id = await credential('pat', { allowedHttpRequestDomains: 'all' });
		const execution = await run(chain(start, httpRequest(id, otherUrl())));
		expect(execution.status).toBe('success');
		expect(received).toEqual([expect.stringMatching(/^Bearer /)]);
	});
});
