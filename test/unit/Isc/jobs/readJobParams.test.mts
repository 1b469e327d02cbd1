import { iscOptionsProperty } from '../../../../nodes/Isc/descriptions/options.ts';
import { readExistingJobParams } from '../../../../nodes/Isc/jobs/readJobParams.ts';

/** Reads the parameters of 'Wait for Job' with the given options. */
const readParams = (options = {}) =>
	readExistingJobParams(
		{ getNodeParameter: (name: string) => ({ jobType: 'task', jobId: 'j' })[name] } as never,
		0,
		options,
	);

test('waits up to 60 minutes and checks at least every 30 seconds by default', () => {
	expect(readParams().waitOptions).toEqual({ timeoutMs: 3_600_000, intervalMs: 30_000 });
	expect(readParams({ maxWait: 2, pollInterval: 5 }).waitOptions).toEqual({
		timeoutMs: 120_000,
		intervalMs: 5_000,
	});
});

test('has the same defaults as the options in the editor', () => {
	const defaults = Object.fromEntries(
		iscOptionsProperty.options!.map((option) => [
			option.name,
			(option as { default?: unknown }).default,
		]),
	);
	const { maxWait, pollInterval, ifNotFinished, reportFormat } = defaults;
	expect(readParams({ maxWait, pollInterval, ifNotFinished, reportFormat })).toEqual(readParams());
});
