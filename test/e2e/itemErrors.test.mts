import { useStage } from './support/fixture.mts';
import { chain, isc, getItems, records, start } from './support/workflows.mts';

const stage = useStage({ counts: { identities: 10, accounts: 10 } });

/** What an error item says. */
const REFUSED = {
	error: expect.stringMatching(/^ISC returned 404/) as string,
	details: { status: 404, hint: expect.any(String) as string },
};

/** Runs the node over a good, an unknown and another good account. */
async function runThree(onError?: string) {
	const { tenant, credential, run } = stage;
	const ids = [tenant.data.accounts.idAt(0), '0'.repeat(32), tenant.data.accounts.idAt(1)];
	const execution = await run(
		chain(
			start,
			...records(ids.map((id) => ({ id }))),
			isc(await credential(), { path: '=/accounts/v1/{{ $json.id }}' }, onError ? { onError } : {}),
		),
	);
	return { ids, execution };
}

describe('errors of single items', () => {
	it("stop the workflow by default, with ISC's message", async () => {
		const { execution } = await runThree();
		expect(execution.status).toBe('error');
		expect(execution.error?.httpCode).toBe('404');
		expect(JSON.stringify(execution.error)).toContain('GET /accounts/v1/');
	});

	it('become items in their place with Continue', async () => {
		const { ids, execution } = await runThree('continueRegularOutput');
		const items = getItems(execution, 'ISC');
		expect(execution.status).toBe('success');
		expect(items.map(({ json }) => json.id)).toEqual([ids[0], undefined, ids[2]]);
		expect(items[1]?.json).toMatchObject(REFUSED);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});

	it('go to the error output with Continue Using Error Output', async () => {
		const { ids, execution } = await runThree('continueErrorOutput');
		expect(execution.status).toBe('success');
		expect(getItems(execution, 'ISC', 0).map(({ json }) => json.id)).toEqual([ids[0], ids[2]]);
		const failed = getItems(execution, 'ISC', 1);
		expect(failed).toHaveLength(1);
		expect(failed[0]?.json).toMatchObject({ ...REFUSED, id: ids[1] });
		expect(failed[0]?.pairedItem).toMatchObject({ item: 1 });
	});

	it('contain no secret and no token', async () => {
		const { execution } = await runThree('continueRegularOutput');
		expect(JSON.stringify(execution)).not.toMatch(/Bearer |eyJ[\w-]+\./);
	});
});
