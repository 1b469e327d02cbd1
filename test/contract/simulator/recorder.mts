import { startSimulator } from '../../../simulator/src/server.mts';
import type { Simulator } from '../../../simulator/src/server.mts';
import { session } from '../../../simulator/test/helpers.mts';

export type Api = Awaited<ReturnType<typeof session>>;

/** A response of the simulator, as a client sees it. */
export interface RecordedResponse {
	method: string;
	path: string;
	status: number;
	contentType: string;
	/** Parsed where it is JSON. */
	body: unknown;
}

const COUNTS = {
	identities: 30,
	accounts: 60,
	entitlements: 40,
	events: 60,
	accountActivities: 20,
};
const TASK_MS = 60_000;
const HEADERS = { 'X-SailPoint-Experimental': 'true' };

/** What a scenario works with. */
export interface Scenario {
	simulator: Simulator;
	data: Simulator['data'];
	api: Api;
	/** Sends JSON. */
	send<T = Record<string, unknown>>(method: string, path: string, json?: unknown): Promise<T>;
	/** Sends a JSON Patch that replaces one field. */
	patch(path: string, field: string, value: unknown): Promise<unknown>;
	/** Moves the clock to the end of every job that was started. */
	finishJobs(): void;
}

/** Runs a scenario on a simulator of its own and returns the responses that it received. */
export async function record(
	run: (scenario: Scenario) => Promise<void>,
): Promise<RecordedResponse[]> {
	let now = Date.now();
	const simulator = await startSimulator({
		rateLimit: { enabled: false },
		taskMs: TASK_MS,
		counts: COUNTS,
		now: () => now,
	});
	const responses: RecordedResponse[] = [];
	try {
		const plain = await session(simulator, 'pat');
		const api: Api = {
			...plain,
			async send(method, path, init = {}) {
				const headers = { ...HEADERS, ...(init.headers as Record<string, string>) };
				const response = await plain.send(method, path, { ...init, headers });
				const contentType = response.headers.get('content-type') ?? '';
				const { status, body } = response;
				responses.push({ method, path, status, contentType, body });
				return response as never;
			},
		};
		await run({
			simulator,
			data: simulator.data,
			api,
			send: async (method, path, json) => (await api.send(method, path, { json })).body,
			patch: async (path, field, value) =>
				(
					await api.send('PATCH', path, {
						json: [{ op: 'replace', path: `/${field}`, value }],
						headers: { 'content-type': 'application/json-patch+json' },
					})
				).body,
			finishJobs: () => void (now += TASK_MS),
		});
	} finally {
		await simulator.close();
	}
	return responses;
}
