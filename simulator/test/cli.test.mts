import { parseArgs } from 'node:util';
import { cliOptions, parseCliOptions } from '../src/cli.mts';
import { completeOptions } from '../src/options.mts';

const read = (line: string) =>
	parseCliOptions(parseArgs({ args: line.split(' ').filter(Boolean), options: cliOptions }).values);

test('converts switches to options', () => {
	const options = read(
		'--port 4010 --identities 10 --access-profiles 4 --events 7 --latency 150 --past-end error --rate-requests 5 ' +
			'--index-lag-ms 900 --search-default-limit 10000 --rate-window sliding --redirect-uri https://a.example --redirect-uri https://b.example ' +
			'--trigger-deadline-ms 500 --trigger-repeat 1 --trigger-metadata always',
	);
	expect(options).toEqual({
		port: 4010,
		latencyMs: 150,
		pastEnd: 'error',
		redirectUris: ['https://a.example', 'https://b.example'],
		counts: { identities: 10, accessProfiles: 4, events: 7 },
		indexLagMs: 900,
		searchDefaultLimit: 10_000,
		triggerDeadlineMs: 500,
		triggerRepeat: 1,
		triggerMetadata: 'always',
		rateLimit: { requests: 5, window: 'sliding' },
	});
});

test('keeps the default of missing switches', () => {
	expect(completeOptions(read(''))).toEqual(completeOptions());
	expect(completeOptions(read('--no-rate-limit')).rateLimit).toMatchObject({
		enabled: false,
		requests: 100,
	});
});

test('configures failing jobs by switches', () => {
	expect(
		read('--failing-job report --failing-job workflow=Canceled --odd-states --unknown-state').jobs,
	).toEqual({ failing: ['report', 'workflow=Canceled'], spelling: 'odd', unknownState: true });
	expect(() => read('--failing-job holiday')).toThrow('holiday');
});

test.each([
	'--port x',
	'--identities 1.5',
	'--past-end maybe',
	'--rate-window round',
	'--accounts -5',
	'--trigger-metadata never',
	'--nope 1',
])('%s is refused', (line) => {
	expect(() => read(line)).toThrow();
});
