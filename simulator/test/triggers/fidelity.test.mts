import { Configuration, TriggersBetaApi } from 'sailpoint-api-client';
import { defaultClients } from '../../src/server.mts';
import { closeSimulators, open } from '../helpers.mts';
import { closeReceivers, preApproval, receive } from './receiver.mts';

afterAll(closeSimulators);
afterAll(closeReceivers);

// The official client talks to the simulator as it would to a tenant.
test('subscribes, tests, completes and reads the status', async () => {
	const tenant = await open();
	const { url, received } = await receive();
	const api = new TriggersBetaApi(
		new Configuration({
			baseurl: tenant.url,
			clientId: defaultClients.pat.id,
			clientSecret: defaultClients.pat.secret,
			tokenUrl: `${tenant.url}/oauth/token`,
		}),
	);
	const [trigger] = (await api.listTriggers({ filters: `id eq "${preApproval}"` })).data;
	expect(trigger?.type).toBe('REQUEST_RESPONSE');

	const { data: made } = await api.createSubscription({
		subscriptionPostRequestBeta: {
			name: 'By the official client',
			triggerId: preApproval,
			type: 'HTTP',
			responseDeadline: 'PT1H',
			httpConfig: { url, httpDispatchMode: 'ASYNC', httpAuthenticationType: 'NO_AUTH' },
			filter: '$[?($.accessRequestId)]',
		},
	});
	const [started] = (
		await api.startTestTriggerInvocation({
			testInvocationBeta: { triggerId: preApproval, contentJson: {} },
		})
	).data;
	await tenant.triggers.settled();
	expect(received).toHaveLength(1);

	const id = started?.id ?? '';
	await api.completeTriggerInvocation({
		id,
		completeInvocationBeta: { secret: started?.secret ?? '', output: { approved: true } },
	});
	const [status] = (
		await api.listTriggerInvocationStatus({ filters: `subscriptionId eq "${made.id}"` })
	).data;
	expect(status).toMatchObject({
		id,
		type: 'TEST',
		completeInvocationInput: { output: { approved: true } },
	});
	await api.deleteSubscription({ id: made.id });
	expect((await api.listSubscriptions()).data).toEqual([]);
});
