import { setTimeout as sleep } from 'node:timers/promises';

import { defaultClients } from '../../../simulator/src/server.mts';
import type { Simulator } from '../../../simulator/src/server.mts';

const POLL_MS = 50;
const TIMEOUT_MS = 120_000;

/** Decides on the next approvals, as a user of ISC does, and resolves to their number. */
export async function decideOn(tenant: Simulator, decision: 'approve' | 'reject'): Promise<number> {
	const known = new Set([...tenant.data.approvals].map(({ id }) => id));
	const deadline = Date.now() + TIMEOUT_MS;
	while (Date.now() < deadline) {
		const fresh = [...tenant.data.approvals].filter(({ id }) => !known.has(id));
		if (fresh.length === 0) {
			await sleep(POLL_MS);
			continue;
		}
		const headers = { authorization: `Bearer ${await tokenOf(tenant)}` };
		for (const { id } of fresh) {
			const path = `/access-request-approvals/v1/${id}/${decision}`;
			const response = await fetch(tenant.url + path, { method: 'POST', headers });
			if (!response.ok) throw new Error(`${path} answered ${response.status}.`);
		}
		return fresh.length;
	}
	return 0;
}

async function tokenOf({ url }: Simulator): Promise<string> {
	const { id, secret } = defaultClients.pat;
	const body = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: id,
		client_secret: secret,
	});
	const response = await fetch(`${url}/oauth/token`, { method: 'POST', body });
	return ((await response.json()) as { access_token: string }).access_token;
}
