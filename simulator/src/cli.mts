import { dateForms, defaultCounts, defaultOptions } from './options.mts';
import type { Counts, OptionsInput } from './options.mts';
import { jobFamilies } from './resources/jobs/job.mts';

const dashes = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Switches with a number, by option. */
const numbers = [
	'port',
	'seed',
	'tokenLifetimeSeconds',
	'refreshLifetimeSeconds',
	'taskMs',
	'wrongCredentialStatus',
	'dateHeaderOffsetMs',
	'indexLagMs',
	'indexLagSpreadMs',
	'searchDefaultLimit',
	'triggerDeadlineMs',
	'triggerRepeat',
] as const;

/** Switches with one of several values, by option; `tenantName` takes any text. */
const words = {
	tenantName: undefined,
	refreshReuse: ['single-use', 'reusable', 'revoke-on-reuse'],
	jwtAlgorithm: ['HS256', 'ES256'],
	rateKey: ['clientId', 'token'],
	pastEnd: ['empty', 'error'],
	limitAboveMax: ['clamp', 'error'],
	searchDocuments: ['recorded', 'documented'],
	authorizeMode: ['automatic', 'consent'],
	unmodified: ['created', 'null', 'missing', 'zero'],
	dateForm: dateForms,
	dateHeader: ['time', 'missing', 'unreadable'],
	workItems: ['own', 'everyone'],
	errorReasons: ['messages', 'causes'],
	triggerMetadata: ['recorded', 'documented', 'request-response', 'always'],
	triggerApi: ['recorded', 'documented'],
	completionToken: ['optional', 'required'],
} as const;

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;
interface Switch {
	type: 'string' | 'boolean';
	multiple?: boolean;
}

const countNames = Object.keys(defaultCounts) as (keyof Counts)[];
const rateWords: Record<string, readonly string[]> = { 'rate-window': ['fixed', 'sliding'] };

/** The switches in the form of `parseArgs`. */
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

/** Returns the jobs that fail, each with its final state if given. */
function failingJobs(values: Values): string[] | undefined {
	const entries = values['failing-job'] as string[] | undefined;
	for (const entry of entries ?? []) {
		if (!(jobFamilies as readonly string[]).includes(entry.split('=')[0] as string)) {
			throw new Error(`--failing-job must be one of ${jobFamilies.join(', ')}, not "${entry}"`);
		}
	}
	return entries;
}

/** Removes undefined values, so that the defaults apply. */
function omitUndefined<T extends object>(record: T): Partial<T> {
	return Object.fromEntries(
		Object.entries(record).filter(([, value]) => value !== undefined),
	) as Partial<T>;
}

/** Returns the options for the switches. Throws an error if one is invalid. */
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

/** Returns the form of a switch's value. */
function formatValue(name: string, { type }: Switch): string {
	if (type === 'boolean') return '';
	const values = Object.entries(words).find(([option]) => dashes(option) === name)?.[1];
	if (values) return ` ${values.join('|')}`;
	if (rateWords[name]) return ` ${rateWords[name].join('|')}`;
	if (name === 'failing-job') return ' FAMILY[=STATE]';
	return ['tenant-name', 'redirect-uri'].includes(name) ? ' TEXT' : ' NUMBER';
}

/** Returns the text of `--help`. */
export function buildHelpText(): string {
	const { requests, windowSeconds } = defaultOptions.rateLimit;
	const switches = Object.entries(cliOptions).map(
		([name, option]) => `  --${name}${formatValue(name, option)}`,
	);
	return [
		'Starts an ISC simulator on 127.0.0.1, by default on a free port: npm run simulator -- [switches]',
		...switches,
		`simulator/README.md describes each switch. The default rate limit is ${requests} requests in ${windowSeconds} s.`,
	].join('\n');
}
