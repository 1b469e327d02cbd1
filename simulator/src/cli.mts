import { dateForms, defaultCounts, defaultOptions } from './options.mts';
import type { Counts, OptionsInput } from './options.mts';
import { jobFamilies } from './resources/jobs/job.mts';

const dashes = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Switches with a number, by the option that they set. */
const numbers = [
	'port',
	'seed',
	'tokenLifetimeSeconds',
	'refreshLifetimeSeconds',
	'taskMs',
	'wrongCredentialStatus',
	'indexLagMs',
	'indexLagSpreadMs',
	'searchDefaultLimit',
	'triggerDeadlineMs',
	'triggerRepeat',
] as const;

/** Switches with a word. */
const words = {
	tenantName: undefined,
	refreshReuse: ['single-use', 'reusable'],
	jwtAlgorithm: ['HS256', 'ES256'],
	rateKey: ['clientId', 'token'],
	pastEnd: ['empty', 'error'],
	limitAboveMax: ['clamp', 'error'],
	searchDocuments: ['recorded', 'documented'],
	authorizeMode: ['automatic', 'consent'],
	unmodified: ['created', 'null', 'missing'],
	dateForm: dateForms,
	dateHeader: ['time', 'missing', 'unreadable'],
	workItems: ['own', 'everyone'],
	errorReasons: ['messages', 'causes'],
	triggerMetadata: ['recorded', 'documented', 'request-response', 'always'],
	triggerApi: ['recorded', 'documented'],
	completionToken: ['optional', 'required'],
} as const;

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;
type Switch = { type: 'string' | 'boolean'; multiple?: boolean };

const countNames = Object.keys(defaultCounts) as (keyof Counts)[];
const rateWords: Record<string, readonly string[]> = { 'rate-window': ['fixed', 'sliding'] };

/** The switches, as `parseArgs` takes them. */
export const cliOptions: Record<string, Switch> = {
	help: { type: 'boolean' },
	latency: { type: 'string' },
	'failing-job': { type: 'string', multiple: true },
	'odd-states': { type: 'boolean' },
	'redirect-uri': { type: 'string', multiple: true },
	'unknown-state': { type: 'boolean' },
	'no-rate-limit': { type: 'boolean' },
	'rate-per-service': { type: 'boolean' },
	'rate-requests': { type: 'string' },
	'rate-seconds': { type: 'string' },
	'rate-window': { type: 'string' },
	...Object.fromEntries(
		[...numbers, ...Object.keys(words), ...countNames].map((name) => [
			dashes(name),
			{ type: 'string' },
		]),
	),
};

function number(values: Values, name: string): number | undefined {
	const text = values[name];
	if (text === undefined) return undefined;
	const value = Number(text);
	if (text === '' || !Number.isInteger(value) || value < 0) {
		throw new Error(`--${name} needs a whole number, not "${text}"`);
	}
	return value;
}

function word(values: Values, name: string, allowed?: readonly string[]): string | undefined {
	const text = values[name] as string | undefined;
	if (text !== undefined && allowed && !allowed.includes(text)) {
		throw new Error(`--${name} must be one of ${allowed.join(', ')}, not "${text}"`);
	}
	return text;
}

/** The jobs that are to fail, each with the state that it ends in if that is given. */
function failingJobs(values: Values): string[] | undefined {
	const entries = values['failing-job'] as string[] | undefined;
	for (const entry of entries ?? []) {
		if (!(jobFamilies as readonly string[]).includes(entry.split('=')[0] as string)) {
			throw new Error(`--failing-job must be one of ${jobFamilies.join(', ')}, not "${entry}"`);
		}
	}
	return entries;
}

/** Leaves out what was not given, so that the defaults stand. */
function omitUndefined<T extends object>(record: T): Partial<T> {
	return Object.fromEntries(
		Object.entries(record).filter(([, value]) => value !== undefined),
	) as Partial<T>;
}

/** The options that the switches stand for; throws when one makes no sense. */
export function parseCliOptions(values: Values): OptionsInput {
	const counts = Object.fromEntries(countNames.map((name) => [name, number(values, dashes(name))]));
	const jobs = omitUndefined({
		failing: failingJobs(values),
		spelling: values['odd-states'] ? 'odd' : undefined,
		unknownState: values['unknown-state'] ? true : undefined,
	});
	return omitUndefined({
		...Object.fromEntries(numbers.map((name) => [name, number(values, dashes(name))])),
		...Object.fromEntries(
			Object.entries(words).map(([name, allowed]) => [name, word(values, dashes(name), allowed)]),
		),
		latencyMs: number(values, 'latency'),
		redirectUris: values['redirect-uri'] as string[] | undefined,
		jobs: Object.keys(jobs).length ? jobs : undefined,
		counts: omitUndefined(counts),
		rateLimit: omitUndefined({
			enabled: values['no-rate-limit'] ? false : undefined,
			perService: values['rate-per-service'] ? true : undefined,
			requests: number(values, 'rate-requests'),
			windowSeconds: number(values, 'rate-seconds'),
			window: word(values, 'rate-window', rateWords['rate-window']),
		}),
	}) as OptionsInput;
}

/** What `--help` prints. */
export function buildHelpText(): string {
	const names = Object.entries(cliOptions).map(
		([name, { type }]) => `  --${name}${type === 'string' ? ' …' : ''}`,
	);
	return [
		`node simulator/src/main.mts [switches], by default on a free port of 127.0.0.1`,
		...names,
		`simulator/README.md explains each. The default rate limit is ${defaultOptions.rateLimit.requests} requests in ${defaultOptions.rateLimit.windowSeconds} s.`,
	].join('\n');
}
