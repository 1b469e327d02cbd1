import { registerDelivery } from '../../../nodes/IscTrigger/webhook/deliveries.ts';

const response = (statusCode = 200) => ({ statusCode, end: () => {} });
const register = async (node: string, id: string, by = response(), maxWait = 1_000) =>
	await registerDelivery(node, id, by as never, maxWait);
/** Delivers an event that n8n accepts at once. */
async function accept(node: string, id: string) {
	const by = response();
	const status = await register(node, id, by);
	by.end();
	return status;
}

test('detects duplicates per node, and forgets the oldest invocations', async () => {
	expect(await accept('one', 'x')).toBe('new');
	expect(await accept('one', 'x')).toBe('duplicate');
	expect(await accept('two', 'x')).toBe('new');
	for (let i = 0; i < 10_000; i++) await accept('one', `y${i}`);
	expect(await accept('one', 'x')).toBe('new');
});

test("doesn't count an invocation to which n8n responded with an error", async () => {
	const failed = response(500);
	expect(await register('one', 'failed', failed)).toBe('new');
	failed.end();
	expect(await accept('one', 'failed')).toBe('new');
	expect(await accept('one', 'failed')).toBe('duplicate');
});

test('a delivery that ends late changes nothing for the one that displaced it', async () => {
	const late = response(500);
	expect(await register('one', 'late', late)).toBe('new');
	for (let i = 0; i < 10_000; i++) await accept('one', `z${i}`);
	expect(await accept('one', 'late')).toBe('new');
	late.end();
	expect(await accept('one', 'late')).toBe('duplicate');
});

test('waits for the outcome of an earlier delivery, at most for the time that is left', async () => {
	const first = response();
	expect(await register('one', 'slow', first)).toBe('new');
	expect(await register('one', 'slow', response(), 20)).toBe('pending');
	expect(await register('one', 'slow', response(), -5)).toBe('pending');
	const second = register('one', 'slow');
	first.end();
	expect(await second).toBe('duplicate');
});

test('counts an invocation as new when the outcome is unknown', async () => {
	const unknown = { statusCode: 200 };
	for (let i = 0; i < 2; i++) {
		expect(await registerDelivery('one', 'unknown', unknown as never, 20)).toBe('new');
	}
});
