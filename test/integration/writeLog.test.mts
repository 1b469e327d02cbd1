import { ExecuteContext } from 'n8n-core';

import { createCredential, getFailure, useTenant } from './fixture.mts';
import { runNode } from './n8n.mts';

const tenant = useTenant({ counts: { identities: 20, accounts: 20 } });

/** Collects what the node logs at info level. */
function collectLog(): string[] {
	const log: string[] = [];
	const contexts = Object.getPrototypeOf(ExecuteContext.prototype) as ExecuteContext;
	const logger = { info: (text: string) => log.push(text), warn: () => {}, debug: () => {} };
	jest.spyOn(contexts, 'logger', 'get').mockReturnValue(logger as never);
	return log;
}

const disable = (count: number, continueOnFail = false) =>
	runNode(createCredential(tenant()), {
		parameters: { method: 'POST', path: '=/accounts/v1/{{ $json.id }}/disable', bodyType: 'none' },
		items: Array.from({ length: count }, (_, index) => ({
			json: { id: tenant().data.accounts.idAt(index) },
		})),
		continueOnFail,
	});

test('logs each write that ISC carried out, with its item and status', async () => {
	const log = collectLog();
	const path = (index: number) => `/accounts/v1/${tenant().data.accounts.idAt(index)}/disable`;
	tenant().faults.add({ path: path(1), status: 400 });
	await getFailure(disable(3));
	expect(log.filter((line) => line.startsWith('Item'))).toEqual([
		`Item 0: ISC carried out POST ${path(0)} (202)`,
	]);
	log.length = 0;
	await disable(3, true);
	const items = log.filter((line) => line.startsWith('Item')).map((line) => line.slice(0, 6));
	expect(items).toEqual(['Item 0', 'Item 2']);
});

test('logs no reads', async () => {
	const log = collectLog();
	await runNode(createCredential(tenant()), {
		parameters: { method: 'GET', path: '/accounts/v1' },
	});
	expect(log.filter((line) => line.startsWith('Item'))).toEqual([]);
});
