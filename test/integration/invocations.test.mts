import type { IDataObject } from 'n8n-workflow';

import { closeReceivers, receive } from '../../simulator/test/triggers/receiver.mts';
import { getFailure, request, countTokenRequests, useTenant } from './fixture.mts';

const PRE_APPROVAL = 'idn:access-request-pre-approval';
const tenant = useTenant({ logBodies: true });

afterAll(closeReceivers);

const complete = async (parameters: IDataObject, json: IDataObject = {}) =>
	await request(
		tenant(),
		{ resource: 'triggerInvocation', operation: 'completeInvocation', ...parameters },
		{ items: [{ json }] },
	);

/** What an event says of itself that waits for an answer; the tenant knows nothing of it. */
const unknown = () => ({
	callbackURL: `${tenant().url}/beta/trigger-invocations/inv-1/complete`,
	secret: 'very-secret',
});

test('goes to the address that was received, with the secret in the body alone', async () => {
	const _metadata = unknown();
	await getFailure(complete({}, { _metadata }));
	const sent = tenant().counters.requests.find(({ url }) => url.includes('trigger-invocations'))!;
	expect(sent).toMatchObject({
		method: 'POST',
		url: '/beta/trigger-invocations/inv-1/complete',
		body: { secret: _metadata.secret, output: { approved: true, comment: '', approver: '' } },
	});
});

test.each([
	['/beta/trigger-invocations/inv-1/complete', '/beta/trigger-invocations/inv-1/complete'],
	['/v2025/trigger-invocations/inv-1/complete', '/v2025/trigger-invocations/inv-1/complete'],
	['/trigger-invocations/v1/inv-1/complete', '/trigger-invocations/v1/inv-1/complete'],
	['/trigger-invocations/inv-1/complete', '/trigger-invocations/v1/inv-1/complete'],
	['/beta/trigger-invocations/inv-1/complete?x=1#y', '/beta/trigger-invocations/inv-1/complete'],
])('of the address %s, the ID and the version are taken: %s', async (received, sent) => {
	await getFailure(
		complete({}, { _metadata: { ...unknown(), callbackURL: tenant().url + received } }),
	);
	const urls = tenant().counters.requests.map(({ url }) => url);
	expect(urls.filter((url) => url.includes('trigger-invocations'))).toEqual([sent]);
});

test.each([
	'/sources/v1/x/remove-accounts',
	'/trigger-invocations/v1/test',
	'/trigger-invocations/v1/../../sources/v1/x/complete',
	'/beta/trigger-invocations/../x/complete',
	'/beta/trigger-invocations/a%2fb/complete',
	'/beta/trigger-invocations/a%2e%2e/complete',
	'/beta/trigger-invocations//complete',
	'/x/beta/trigger-invocations/a/complete',
	'/beta/trigger-invocations/a/complete/remove',
	'/sources/v1/x?/beta/trigger-invocations/a/complete',
])('a forged event cannot have anything posted to %s', async (path) => {
	const _metadata = { ...unknown(), callbackURL: tenant().url + path };
	const error = await getFailure(complete({}, { _metadata }));
	expect(error.message).toMatch(/'Invocation' has a callbackURL that isn't an invocation's/);
	expect(tenant().counters.requests).toHaveLength(0);
});

test('goes to the tenant by the name that the credential knows it by', async () => {
	const callbackURL = 'https://acme.api.identitynow.com/beta/trigger-invocations/inv-1/complete';
	await getFailure(complete({}, { _metadata: { ...unknown(), callbackURL } }));
	expect(tenant().counters.requests.map(({ url }) => url)).toContain(
		'/beta/trigger-invocations/inv-1/complete',
	);
});

test('the secret stands in no error', async () => {
	const error = await getFailure(complete({}, { _metadata: unknown() }));
	expect(JSON.stringify([error.message, error.description, error.context])).not.toContain(
		'very-secret',
	);
});

test.each<[IDataObject, IDataObject, RegExp]>([
	[{}, {}, /'Invocation' is empty, and no event was found/],
	[{ invocation: '{"callbackURL":"x"}' }, {}, /'Invocation' has no callbackURL and secret/],
	[
		{ invocation: '{"callbackURL":"https://evil.example/complete","secret":"s"}' },
		{},
		/'Invocation' has a callback URL of https:\/\/evil.example, but the credential is for/,
	],
	[{ invocation: '{"callbackURL":"//x","secret":"s"}' }, {}, /an invalid address/],
])('%j is refused before anything is sent', async (parameters, json, message) => {
	const error = await getFailure(complete(parameters, json));
	expect(error.message).toMatch(message);
	expect(error.description).toBeTruthy();
	expect(tenant().counters.requests).toHaveLength(0);
});

test.each<[IDataObject, RegExp]>([
	[{ invocationOutput: '[]' }, /'Output' must be a JSON object/],
	[{ operation: 'failInvocation', invocationError: ' ' }, /'Error' is required/],
])('%j is refused', async (parameters, message) => {
	const error = await getFailure(complete(parameters, { _metadata: unknown() }));
	expect(error.message).toMatch(message);
	expect(tenant().counters.requests).toHaveLength(0);
});

/** An event that waits for an answer. */
async function waiting() {
	const { url, triggers } = tenant();
	const receiver = await receive();
	triggers.subscriptions.table.add({
		name: 'a',
		description: null,
		triggerId: PRE_APPROVAL,
		triggerName: 'a',
		type: 'HTTP',
		responseDeadline: 'PT1H',
		enabled: true,
		filter: null,
		httpConfig: {
			url: receiver.url,
			httpDispatchMode: 'ASYNC',
			httpAuthenticationType: 'NO_AUTH',
		},
	});
	const [id = ''] = triggers.emit(PRE_APPROVAL);
	await triggers.settled();
	const { secret } = triggers.invocations.get(id)!;
	const callbackURL = `${url}/beta/trigger-invocations/${id}/complete`;
	return { id, _metadata: { callbackURL, secret } };
}

describe('a token', () => {
	beforeEach(() => (tenant().options.completionToken = 'optional'));
	afterAll(() => (tenant().options.completionToken = 'optional'));
	const sent = () =>
		tenant()
			.counters.requests.filter(({ url }) => url.endsWith('/complete'))
			.map(({ status, clientId }) => [status, clientId !== null]);

	test("isn't sent or fetched if ISC needs none", async () => {
		const { id, _metadata } = await waiting();
		await complete({}, { _metadata });
		expect(sent()).toEqual([[204, false]]);
		expect(countTokenRequests(tenant())).toBe(0);
		expect(tenant().triggers.invocations.get(id)).toMatchObject({ output: { approved: true } });
	});

	test('is sent to a tenant that refuses the answer without one', async () => {
		tenant().options.completionToken = 'required';
		const { id, _metadata } = await waiting();
		await complete({}, { _metadata });
		expect(sent()).toEqual([
			[401, false],
			[204, true],
		]);
		expect(tenant().triggers.invocations.get(id)).toMatchObject({ output: { approved: true } });
	});

	test.each(['optional', 'required'] as const)(
		"doesn't change the error of an invocation that has ended (token %s)",
		async (completionToken) => {
			tenant().options.completionToken = completionToken;
			const { _metadata } = await waiting();
			await complete({}, { _metadata });
			const error = await getFailure(complete({}, { _metadata }));
			expect(error.message).toMatch(/^ISC returned 400/);
		},
	);

	test('is sent once for an answer that is refused with it, too', async () => {
		tenant().options.completionToken = 'required';
		const { _metadata } = await waiting();
		tenant().faults.add({ path: '/beta/trigger-invocations', status: 403 });
		const error = await getFailure(complete({}, { _metadata }));
		expect(error.httpCode).toBe('403');
		expect(sent()).toHaveLength(2);
		expect(countTokenRequests(tenant())).toBe(1);
	});
});

test('an answer that is late is given all the same, and said to be late', async () => {
	const { id, _metadata: received } = await waiting();
	const _metadata = { ...received, respondBy: '2020-01-01T00:00:00.000Z' };
	const { hints } = await complete({}, { _metadata });
	expect(hints.map(({ message }) => message).join()).toMatch(/The response deadline \(2020/);
	expect(tenant().triggers.invocations.get(id)).toMatchObject({ output: { approved: true } });
});
