import { startSimulator } from '../../benchmarks/simulatorProcess.mts';

test('The simulator starts as a program with its switches and ends when it is asked to', async () => {
	const simulator = await startSimulator({ accounts: 3, 'no-rate-limit': true });
	try {
		const response = await fetch(`${simulator.url}/accounts/v1`);
		expect(response.status).toBe(401);
		expect((await simulator.seen()).byStatus[401]).toBe(1);
	} finally {
		await simulator.stop();
	}
	await expect(fetch(simulator.url)).rejects.toThrow();
});
