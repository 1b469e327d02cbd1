import { setTimeout as sleep } from 'node:timers/promises';

import { records } from '../../test/e2e/support/workflows.mts';
import type { Measurement, Row } from '../measurement.mts';
import { formatCount } from '../format.mts';
import { startSimulator } from '../simulatorProcess.mts';
import { inputItems } from '../clients/inputItems.mts';
import {
	expectComplete,
	httpEach,
	httpList,
	iscEach,
	iscList,
	summary,
} from '../clients/nodes.mts';

const ITEMS = 100;
const LATENCY = 150;
const RECORDS = 100_000;
const LIFETIME = 15;
const WINDOW_MS = 10_000;

export const tokens: Measurement = {
	name: 'tokens',
	title: 'Tokens',
	notes: `A cold credential has no token yet. The long list has ${formatCount(RECORDS)} records and takes longer than a token lives, which is ${LIFETIME} s here; a 401 is a request spent for nothing.`,
	run: async ({ n8n, say }) => {
		const rows: Row[] = [];
		const simulator = await startSimulator({
			accounts: RECORDS,
			latency: LATENCY,
			'token-lifetime-seconds': LIFETIME,
		});
		try {
			const items = records(inputItems(ITEMS));
			const subjects = {
				[`${ITEMS} input items, cold`]: {
					'this node': (id: string) => [...items, iscEach(id)],
					'HTTP Request node': (id: string) => [...items, httpEach(id, simulator.url)],
				},
				'a long list': {
					'this node': (id: string) => [iscList(id), summary],
					'HTTP Request node': (id: string) => [httpList(id, simulator.url), summary],
				},
			};
			for (const [what, nodes] of Object.entries(subjects)) {
				for (const [subject, build] of Object.entries(nodes)) {
					const run = await n8n.publish(build(await n8n.credential(simulator.url)));
					await sleep(WINDOW_MS + 1000);
					await simulator.reset();
					const answer = await run();
					if (what === 'a long list') expectComplete(answer, RECORDS);
					const { tokenRequests, byStatus } = await simulator.seen();
					const asked = tokenRequests.client_credentials ?? 0;
					say(`${what}, ${subject}: ${asked} tokens, ${byStatus[401] ?? 0} times 401`);
					rows.push({
						what,
						subject,
						'token requests': String(asked),
						'401s': String(byStatus[401] ?? 0),
					});
				}
			}
			return rows;
		} finally {
			await simulator.stop();
		}
	},
};
