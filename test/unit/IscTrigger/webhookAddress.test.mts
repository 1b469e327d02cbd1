import {
	isPrivateHost,
	assertReachable,
} from '../../../nodes/IscTrigger/subscription/webhookAddress.ts';
import type { WebhookEndpoint } from '../../../nodes/IscTrigger/subscription/endpoint.ts';

test.each([
	['acme.example.com', false],
	['8.8.8.8', false],
	['172.32.0.1', false],
	['100.128.0.1', false],
	['10.example.com', false],
	['localhost.example.com', false],
	['[2001:db8::1]', false],
	['localhost', true],
	['a.localhost', true],
	['n8n', true],
	['n8n.local', true],
	['n8n.lan', true],
	['0.0.0.0', true],
	['127.8.8.8', true],
	['100.127.255.255', true],
	['172.31.0.1', true],
	['[::]', true],
	['[fe80::1]', true],
	['[::ffff:a00:1]', true],
])('the host %s is private: %s', (host, expected) => expect(isPrivateHost(host)).toBe(expected));

test.each([
	['https://acme.api.identitynow.com', 'https://n8n.example.com', []],
	['https://acme.api.identitynow.com', 'http://n8n.example.com', [/without encryption/]],
	['https://isc.corp.internal', 'http://10.0.0.1', [/a private address/, /without encryption/]],
	['http://localhost:3000', 'http://10.0.0.1', []],
])('with the tenant %s and the n8n %s, the log has %j', (tenant, base, messages) => {
	const log: string[] = [];
	const context = {
		getNode: () => ({ name: 'Event' }),
		logger: { warn: (message: string) => log.push(message) },
	};
	assertReachable({ url: `${base}/webhook/a/isc`, context } as unknown as WebhookEndpoint, tenant);
	expect(log).toEqual(messages.map((message) => expect.stringMatching(message) as string));
});
