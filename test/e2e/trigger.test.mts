import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { fetchOnce } from '../../tools/n8n/fetchOnce.mts';
import type { Workflow } from '../../tools/n8n/types.mts';
import { usePublished } from './support/publishedWorkflows.mts';
import { sharedInstance } from './support/sharedInstance.mts';
import { useStage } from './support/fixture.mts';
import { waitUntil } from './support/waitUntil.mts';
import { chain, isc } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 30, accounts: 30 }, triggerDeadlineMs: 10_000 });

const CHANGED = 'idn:identity-attributes-changed';
const PRE_APPROVAL = 'idn:access-request-pre-approval';

/** Our trigger, with a credential of the tenant. */
const trigger = (
	credentialId: string,
	event: string,
	parameters: Record<string, unknown> = {},
) => ({
	name: 'Event',
	type: 'n8n-nodes-sailpoint-isc.iscTrigger',
	webhookId: randomUUID(),
	parameters: { event, ...parameters },
	credentials: { iscOAuth2Api: { id: credentialId, name: 'e2e' } },
});

/** A node that gives this as its only item. */
const answer = (value: unknown) => ({
	name: 'Answer',
	type: 'n8n-nodes-base.set',
	typeVersion: 3.4,
	parameters: {
		mode: 'raw',
		jsonOutput: typeof value === 'string' ? value : JSON.stringify(value),
		options: {},
	},
});
const wait = (seconds: number) => ({
	name: 'Wait',
	type: 'n8n-nodes-base.wait',
	typeVersion: 1.1,
	webhookId: randomUUID(),
	parameters: { amount: seconds, unit: 'seconds' },
});

const subscriptions = () => [...stage.tenant.triggers.subscriptions.table];

// Before what was published is taken back, which the tenant has to answer to.
afterEach(() => {
	Object.assign(stage.tenant.options, {
		triggerDeadlineMs: 10_000,
		triggerRepeat: 0,
		triggerMetadata: 'recorded',
		now: Date.now,
	});
});
const { publish, unpublish, stored } = usePublished(stage);
const executions = async (workflowId: string) => (await stored(workflowId)).results;

/** The answer that the tenant got for the only invocation. */
async function outcome() {
	await waitUntil(() => {
		const latest = stage.tenant.triggers.invocations.latest()[0];
		return latest?.completed !== undefined && latest.completed !== null;
	});
	return stage.tenant.triggers.invocations.latest()[0]!;
}

describe('a published trigger', () => {
	it('creates a subscription, starts the workflow, and deletes the subscription', async () => {
		const { tenant, credential } = stage;
		const id = await publish(chain(trigger(await credential(), CHANGED)));
		const [subscription] = subscriptions();
		expect(subscription).toMatchObject({
			triggerId: CHANGED,
			type: 'HTTP',
			enabled: true,
			name: expect.stringMatching(/^n8n: e2e .* \(127\.0\.0\.1:\d+\)$/) as string,
			httpConfig: { httpAuthenticationType: 'BEARER_TOKEN' },
		});
		expect(subscription!.description).toContain(id);

		const identity = tenant.data.identities.at(4)!;
		tenant.data.identities.update(identity.id, {
			attributes: { ...identity.attributes, department: 'Moved' },
		});
		await tenant.triggers.settled();
		await waitUntil(async () => (await executions(id)).some(({ status }) => status === 'success'));
		await unpublish(id);
		expect(subscriptions()).toEqual([]);
	});

	it('rejects requests without the token or without an object as the body', async () => {
		const { tenant, credential } = stage;
		const id = await publish(chain(trigger(await credential(), CHANGED)));
		const { httpConfig } = subscriptions()[0]!;
		const { url } = httpConfig!;
		const token = httpConfig!.bearerTokenAuthConfig!.bearerToken!;
		const post = async (authorization: string | undefined, body = '{}') =>
			(
				await fetchOnce(url, {
					method: 'POST',
					headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
					body,
				})
			).status;
		expect(await post(undefined)).toBe(401);
		expect(await post('Bearer wrong')).toBe(401);
		expect(await post(`Bearer ${token}x`)).toBe(401);
		expect(await post(`Bearer ${token}`, '[]')).toBe(400);
		expect(await post(`Bearer ${token}`, '{')).toBe(422);
		expect(await executions(id)).toEqual([]);
		expect(await post(`Bearer ${token}`, '{"a":1}')).toBe(200);
		await waitUntil(async () => (await executions(id)).length === 1);
		expect(tenant.counters.byRoute['POST /trigger-subscriptions/v1']).toBe(1);
	});

	it.each(['basic', 'none'])('works with %s authentication', async (authentication) => {
		const { tenant, credential } = stage;
		const id = await publish(chain(trigger(await credential(), CHANGED, { authentication })));
		tenant.triggers.emit(CHANGED);
		await tenant.triggers.settled();
		await waitUntil(async () => (await executions(id)).length === 1);
		expect(subscriptions()[0]!.httpConfig!.httpAuthenticationType).toBe(
			authentication === 'basic' ? 'BASIC_AUTH' : 'NO_AUTH',
		);
	});

	it("receives only events that match its filter, and rejects a filter that ISC can't parse", async () => {
		const { tenant, credential, editor } = stage;
		const filter = '$.changes[?(@.attribute == "department")]';
		const id = await publish(chain(trigger(await credential(), CHANGED, { filter })));
		const identity = { id: '1', name: 'A', type: 'IDENTITY' };
		const change = (attribute: string) => ({
			identity,
			changes: [{ attribute, oldValue: 'a', newValue: 'b' }],
		});
		tenant.triggers.emit(CHANGED, change('city'));
		tenant.triggers.emit(CHANGED, change('department'));
		await tenant.triggers.settled();
		await waitUntil(async () => (await executions(id)).length === 1);

		const refused = chain(trigger(await credential(), CHANGED, { filter: '$.changes[?(' }));
		const other = await editor.createWorkflow(refused);
		await expect(editor.publishWorkflow(other)).rejects.toThrow(/isn't a JSONPath/);
		expect(subscriptions()).toHaveLength(1);
	});

	it('starts once for each of 200 events in a burst', async () => {
		const { tenant, credential } = stage;
		// What is tested is that nothing is lost or doubled, not how fast this machine is.
		tenant.options.triggerDeadlineMs = 90_000;
		const id = await publish(chain(trigger(await credential(), CHANGED)));
		for (let i = 0; i < 200; i++) {
			tenant.triggers.emit(CHANGED, { identity: { id: String(i) }, changes: [] });
		}
		await tenant.triggers.settled();
		await waitUntil(async () => (await stored(id)).count >= 200);
		expect((await stored(id)).count).toBe(200);
	}, 200_000);

	it('starts once for a duplicate event, unless duplicates are accepted', async () => {
		const { tenant, credential } = stage;
		tenant.options.triggerRepeat = 2;
		const expectStarts = async (count: number, options: Record<string, unknown>) => {
			const id = await publish(chain(trigger(await credential(), CHANGED, { options })));
			tenant.triggers.emit(CHANGED);
			await tenant.triggers.settled();
			await waitUntil(async () => (await stored(id)).count >= count);
			// More would come now.
			await sleep(1000);
			await unpublish(id);
			expect((await stored(id)).count).toBe(count);
		};
		await expectStarts(1, {});
		await expectStarts(3, { ignoreDuplicates: false });
	});
});

describe('leaves no subscription behind, and keeps receiving events', () => {
	/** Changes the only trigger of a workflow, and publishes that. */
	async function republish(id: string, parameters: Record<string, unknown>): Promise<void> {
		const { editor } = stage;
		const current = await editor.session.request<Workflow>('GET', `/workflows/${id}`);
		const nodes = structuredClone(current.nodes);
		Object.assign(nodes[0]!.parameters, parameters);
		await editor.updateWorkflow(id, { ...current, nodes });
		await editor.publishWorkflow(id);
	}
	const withoutDeletes = async (work: () => Promise<unknown>) => {
		const { faults } = stage.tenant;
		faults.add({ method: 'DELETE', path: '/trigger-subscriptions', times: 50, status: 403 });
		await work();
		faults.clear();
	};
	const code = {
		name: 'Code',
		type: 'n8n-nodes-base.code',
		typeVersion: 2,
		parameters: {
			jsCode:
				"const kept = $getWorkflowStaticData('global'); kept.n = (kept.n || 0) + 1; return $input.all();",
		},
	};

	it('of one trigger, when another trigger of the workflow is rejected', async () => {
		const { editor, credential } = stage;
		const id = await credential();
		const workflow = chain(trigger(id, PRE_APPROVAL, { responseMode: 'sync' }));
		const second = { ...trigger(id, CHANGED, { filter: '$[' }), name: 'Second' };
		workflow.nodes.push({ ...second, typeVersion: 1, position: [0, 300] } as never);
		const workflowId = await editor.createWorkflow(workflow);
		await expect(editor.publishWorkflow(workflowId)).rejects.toThrow(/isn't a JSONPath/);
		expect(subscriptions()).toEqual([]);
	});

	it('when ISC failed to delete a subscription and the event changed', async () => {
		const { credential } = stage;
		const parameters = { responseMode: 'sync' };
		const id = await publish(chain(trigger(await credential(), PRE_APPROVAL, parameters)));
		await withoutDeletes(async () => await unpublish(id).catch(() => {}));
		expect(subscriptions()).toHaveLength(1);
		const event = { __rl: true, mode: 'id', value: CHANGED };
		await republish(id, { event, responseMode: 'none' });
		expect(subscriptions().map(({ triggerId }) => triggerId)).toEqual([CHANGED]);
	});

	it('and a change of Authentication takes effect, though ISC did not delete', async () => {
		const { credential } = stage;
		const parameters = { authentication: 'none' };
		const id = await publish(chain(trigger(await credential(), CHANGED, parameters)));
		await withoutDeletes(async () => await unpublish(id).catch(() => {}));
		await republish(id, { authentication: 'bearer' });
		const [{ httpConfig } = {}] = subscriptions();
		expect(httpConfig).toMatchObject({ httpAuthenticationType: 'BEARER_TOKEN' });
		const forged = await fetchOnce(httpConfig!.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: '{"forged":true}',
		});
		expect(forged.status).toBe(401);
		stage.tenant.triggers.emit(CHANGED);
		await waitUntil(async () => (await stored(id)).count === 1);
	});

	it('invalidates the old secret when Authentication changes', async () => {
		const { credential } = stage;
		const id = await publish(chain(trigger(await credential(), CHANGED)));
		const getHeader = () => {
			const { basicAuthConfig, bearerTokenAuthConfig } = subscriptions()[0]!.httpConfig!;
			if (bearerTokenAuthConfig) return `Bearer ${bearerTokenAuthConfig.bearerToken}`;
			const { userName, password } = basicAuthConfig!;
			return `Basic ${Buffer.from(`${userName}:${password}`).toString('base64')}`;
		};
		const post = async (authorization?: string) => {
			const { status } = await fetchOnce(subscriptions()[0]!.httpConfig!.url, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
				body: '{}',
			});
			return status;
		};
		const bearer = getHeader();
		expect(await post(bearer)).toBe(200);

		await republish(id, { authentication: 'basic' });
		const basic = getHeader();
		expect([await post(bearer), await post(basic)]).toEqual([401, 200]);

		await republish(id, { authentication: 'none' });
		expect(await post()).toBe(200);

		await unpublish(id);
		await republish(id, { authentication: 'bearer' });
		expect([await post(), await post(basic), await post(getHeader())]).toEqual([401, 401, 200]);
		expect(subscriptions()).toHaveLength(1);
	});

	it('when an execution ends that started before the workflow was published again', async () => {
		const { tenant, credential } = stage;
		const id = await publish(chain(trigger(await credential(), CHANGED), wait(4), code));
		tenant.triggers.emit(CHANGED);
		await waitUntil(async () => (await stored(id)).count === 1);
		await republish(id, { authentication: 'basic' });
		// It writes back the static data that it began with.
		await waitUntil(async () => (await executions(id)).every(({ status }) => status === 'success'));
		tenant.triggers.emit(CHANGED);
		await tenant.triggers.settled();
		expect(tenant.triggers.invocations.latest()[0]).toMatchObject({ error: null });
		await waitUntil(async () => (await stored(id)).count === 2);
		await unpublish(id);
		expect(subscriptions()).toEqual([]);
	});
});

test('a forged event can have nothing done in ISC', async () => {
	const { tenant, credential } = stage;
	const id = await credential();
	const complete = isc(id, { resource: 'triggerInvocation', operation: 'completeInvocation' });
	const parameters = { responseMode: 'async', authentication: 'none' };
	const workflow = await publish(chain(trigger(id, PRE_APPROVAL, parameters), complete));
	const source = tenant.data.sources.at(0)!;
	const callbackURL = `${tenant.url}/sources/v1/${source.id}/remove-accounts`;
	const before = tenant.counters.requests.length;
	await fetchOnce(subscriptions()[0]!.httpConfig!.url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ _metadata: { callbackURL, secret: 'x' } }),
	});
	await waitUntil(async () =>
		(await executions(workflow)).some(({ status }) => status === 'error'),
	);
	expect(tenant.counters.requests.slice(before).map(({ url }) => url)).toEqual([]);
});

describe('a response within 10 seconds', () => {
	const decision = { approved: false, comment: 'Needs a ticket', approver: '' };
	const sync = { responseMode: 'sync' };

	it('returns the first item of the last node', async () => {
		const { tenant, credential } = stage;
		await publish(chain(trigger(await credential(), PRE_APPROVAL, sync), answer(decision)));
		tenant.triggers.emit(PRE_APPROVAL);
		expect(await outcome()).toMatchObject({ output: decision, error: null });
	});

	it('returns the response of the Respond operation', async () => {
		const { tenant, credential } = stage;
		const respond = isc(await credential(), {
			resource: 'triggerInvocation',
			operation: 'respondInvocation',
			invocationOutput: JSON.stringify(decision),
		});
		const parameters = { ...sync, respondWith: 'responseNode' };
		const other = { ...decision, comment: 'Of the last node' };
		await publish(
			chain(trigger(await credential(), PRE_APPROVAL, parameters), respond, {
				...answer(other),
				name: 'Last',
			}),
		);
		tenant.triggers.emit(PRE_APPROVAL);
		expect(await outcome()).toMatchObject({ output: decision, error: null });
	});

	it('is returned with and without metadata in the event', async () => {
		const { tenant, credential } = stage;
		tenant.options.triggerMetadata = 'request-response';
		await publish(chain(trigger(await credential(), PRE_APPROVAL, sync), answer(decision)));
		tenant.triggers.emit(PRE_APPROVAL);
		expect(await outcome()).toMatchObject({ output: decision, error: null });
	});

	it.each([
		[
			'fails',
			{ name: 'Stop', type: 'n8n-nodes-base.stopAndError', parameters: { errorMessage: 'x' } },
		],
		['answers in the wrong form', answer({ approved: 'perhaps' })],
		['is late', wait(20)],
	])('of a workflow that %s is the default', async (_what, node) => {
		const { tenant, credential } = stage;
		const parameters = {
			...sync,
			onInvalidResponse: 'defaultResponse',
			defaultResponse: JSON.stringify({ ...decision, comment: 'Default' }),
		};
		// The node responds after 9 seconds, and a busy machine delays that; the workflow takes 20 seconds.
		tenant.options.triggerDeadlineMs = 18_000;
		await publish(chain(trigger(await credential(), PRE_APPROVAL, parameters), node));
		tenant.triggers.emit(PRE_APPROVAL);
		expect(await outcome()).toMatchObject({
			output: { ...decision, comment: 'Default' },
			error: null,
		});
	});

	it.each(['sync', 'dynamic'])(
		'is the default at once where a workflow ends without Respond (%s)',
		async (mode) => {
			const { tenant, credential } = stage;
			const parameters = {
				responseMode: mode,
				respondWith: 'responseNode',
				onInvalidResponse: 'defaultResponse',
				defaultResponse: JSON.stringify({ ...decision, comment: 'Default' }),
			};
			// Too soon for what is answered when time is up.
			tenant.options.triggerDeadlineMs = 8_000;
			await publish(chain(trigger(await credential(), PRE_APPROVAL, parameters), answer({})));
			tenant.triggers.emit(PRE_APPROVAL);
			expect(await outcome()).toMatchObject({ output: { comment: 'Default' }, error: null });
		},
	);

	it("that doesn't match the schema is an error without a default response", async () => {
		const { tenant, credential } = stage;
		await publish(
			chain(trigger(await credential(), PRE_APPROVAL, sync), answer({ approved: 'perhaps' })),
		);
		tenant.triggers.emit(PRE_APPROVAL);
		expect((await outcome()).error).toMatch(/500/);
	});

	it('of the workflow is returned, even if the default response is invalid', async () => {
		const { tenant, credential } = stage;
		const parameters = {
			...sync,
			onInvalidResponse: 'defaultResponse',
			defaultResponse: '={{ "{" }}',
		};
		await publish(chain(trigger(await credential(), PRE_APPROVAL, parameters), answer(decision)));
		tenant.triggers.emit(PRE_APPROVAL);
		expect(await outcome()).toMatchObject({ output: decision, error: null });
	});

	it.each([
		['{', /'Default Response' isn't valid JSON/],
		['{"approved": "perhaps"}', /'Default Response' doesn't match the event's output schema: /],
	])('is rejected as a default response when publishing: %s', async (defaultResponse, message) => {
		const { credential, editor } = stage;
		const parameters = { ...sync, onInvalidResponse: 'defaultResponse', defaultResponse };
		const workflow = chain(trigger(await credential(), PRE_APPROVAL, parameters));
		const publishing = editor.publishWorkflow(await editor.createWorkflow(workflow));
		await expect(publishing).rejects.toThrow(message);
		expect(subscriptions()).toEqual([]);
	});

	it('requires a Response Mode, an event of the tenant, and no other subscriber', async () => {
		const { credential, editor } = stage;
		const id = await credential();
		const publishing = async (event: string, parameters: Record<string, unknown>) =>
			await editor.publishWorkflow(
				await editor.createWorkflow(chain(trigger(id, event, parameters))),
			);
		await expect(publishing(PRE_APPROVAL, {})).rejects.toThrow(/expects a response/);
		const other = { otherEvent: { __rl: true, mode: 'id', value: CHANGED }, ...sync };
		await expect(publishing('other', other)).rejects.toThrow(/doesn't expect a response/);
		await expect(publishing('idn:nothing', {})).rejects.toThrow(
			/isn't available in this tenant: 'idn:nothing'\. Choose another/,
		);
		await publish(chain(trigger(id, PRE_APPROVAL, sync), answer(decision)));
		await expect(publishing(PRE_APPROVAL, sync)).rejects.toThrow(
			/already has a subscriber: 'n8n: e2e/,
		);
		expect(subscriptions()).toHaveLength(1);
	});
});

describe('a later response', () => {
	const decide = (credentialId: string, parameters: Record<string, unknown> = {}) =>
		isc(credentialId, {
			resource: 'triggerInvocation',
			operation: 'completeInvocation',
			invocationOutput: '{"approved": true, "comment": "Fine", "approver": ""}',
			...parameters,
		});

	it('is returned by the Complete operation, which finds the event', async () => {
		const { tenant, credential } = stage;
		const id = await credential();
		const lost = answer({ nothing: 'left of the event' });
		await publish(
			chain(trigger(id, PRE_APPROVAL, { responseMode: 'async' }), wait(1), lost, decide(id)),
		);
		expect(subscriptions()[0]).toMatchObject({
			responseDeadline: 'PT60M',
			httpConfig: { httpDispatchMode: 'ASYNC' },
		});
		tenant.triggers.emit(PRE_APPROVAL);
		await tenant.triggers.settled();
		expect(await outcome()).toMatchObject({ output: { approved: true, comment: 'Fine' } });
	});

	it('is returned minutes later, after the token has expired', async () => {
		const { tenant, credential } = stage;
		const id = await credential();
		const options = { responseDeadline: 90 };
		await publish(
			chain(trigger(id, PRE_APPROVAL, { responseMode: 'async', options }), wait(2), decide(id)),
		);
		expect(subscriptions()[0]!.responseDeadline).toBe('PT90M');
		tenant.triggers.emit(PRE_APPROVAL);
		// Before the workflow can respond.
		tenant.options.now = () => Date.now() + 80 * 60_000;
		await tenant.triggers.settled();
		expect(await outcome()).toMatchObject({ output: { approved: true }, error: null });
	});

	it('fails the execution when the deadline has expired', async () => {
		const { tenant, credential } = stage;
		const id = await credential();
		const workflow = await publish(
			chain(trigger(id, PRE_APPROVAL, { responseMode: 'async' }), wait(2), decide(id)),
		);
		tenant.triggers.emit(PRE_APPROVAL);
		// Before the workflow can respond.
		tenant.options.now = () => Date.now() + 61 * 60_000;
		await tenant.triggers.settled();
		await waitUntil(async () =>
			(await executions(workflow)).some(({ status }) => status === 'error'),
		);
	});

	it('can be that no decision is made', async () => {
		const { tenant, credential } = stage;
		const id = await credential();
		const fail = decide(id, { operation: 'failInvocation', invocationError: 'Nobody is there' });
		await publish(chain(trigger(id, PRE_APPROVAL, { responseMode: 'async' }), fail));
		tenant.triggers.emit(PRE_APPROVAL);
		await tenant.triggers.settled();
		expect((await outcome()).error).toMatch(/Nobody is there/);
	});

	it('can be returned within 10 seconds', async () => {
		const { tenant, credential } = stage;
		const id = await credential();
		const now = { approved: true, comment: 'At once', approver: '' };
		await publish(chain(trigger(id, PRE_APPROVAL, { responseMode: 'dynamic' }), answer(now)));
		tenant.triggers.emit(PRE_APPROVAL);
		expect(await outcome()).toMatchObject({ output: now });
	});

	it('is returned when the workflow takes longer than 10 seconds', async () => {
		const { tenant, credential } = stage;
		const id = await credential();
		await publish(
			chain(trigger(id, PRE_APPROVAL, { responseMode: 'dynamic' }), wait(11), decide(id)),
		);
		tenant.triggers.emit(PRE_APPROVAL);
		expect(await outcome()).toMatchObject({ output: { comment: 'Fine' } });
	});
});

describe('listening for a test event', () => {
	const listen = async (workflow: Workflow) => {
		const id = await stage.editor.createWorkflow(workflow);
		const answered = stage.editor.startWorkflow(id, 'Event');
		return { id, answered };
	};

	it('has ISC send an example event, and deletes the subscription', async () => {
		const { tenant, credential } = stage;
		const { id, answered } = await listen(chain(trigger(await credential(), CHANGED)));
		expect(await answered).toMatchObject({ waitingForWebhook: true });
		await waitUntil(async () => (await executions(id)).some(({ status }) => status === 'success'));
		await waitUntil(() => subscriptions().length === 0);
		const [invocation] = tenant.triggers.invocations.latest();
		expect(invocation).toMatchObject({ kind: 'TEST', error: null });
		expect(invocation!.subscription.httpConfig!.url).toContain('/webhook-test/');
	});

	it('waits for a real event if the test event is off', async () => {
		const { tenant, credential } = stage;
		const options = { sendTestEvent: false };
		const { id, answered } = await listen(chain(trigger(await credential(), CHANGED, { options })));
		await answered;
		await sleep(2500);
		expect(await executions(id)).toEqual([]);
		tenant.triggers.emit(CHANGED);
		await waitUntil(async () => (await executions(id)).length === 1);
		// While n8n still has a listener that was called, it chokes on the next one.
		await waitUntil(() => subscriptions().length === 0);
	});

	it("doesn't replace the subscription of the published workflow", async () => {
		const { credential, editor } = stage;
		const workflow = chain(
			trigger(await credential(), PRE_APPROVAL, { responseMode: 'sync' }),
			answer({ approved: true, comment: '', approver: '' }),
		);
		const id = await publish(workflow);
		const testing = editor.startWorkflow(id, 'Event');
		await expect(testing).rejects.toThrow(
			/already has a subscriber: the published version of this workflow/,
		);
		expect(subscriptions()).toHaveLength(1);
		expect(subscriptions()[0]!.httpConfig!.url).not.toContain('/webhook-test/');
	});
});

test('the editor shows the events of the tenant', async () => {
	const id = await stage.credential();
	const { results } = await stage.editor.session.request<{
		results: Array<{ name: string; value: string }>;
	}>('POST', '/dynamic-node-parameters/resource-locator-results', {
		path: 'parameters.otherEvent',
		nodeTypeAndVersion: { name: 'n8n-nodes-sailpoint-isc.iscTrigger', version: 1 },
		methodName: 'searchEvents',
		currentNodeParameters: {},
		credentials: { iscOAuth2Api: { id, name: 'e2e' } },
		filter: 'access request',
	});
	expect(results).toContainEqual(
		expect.objectContaining({
			name: 'Access Request Submitted (expects a response)',
			value: PRE_APPROVAL,
		}),
	);
	expect(sharedInstance().url).toContain('127.0.0.1');
});
