import type { FastifyInstance } from 'fastify';
import type { SimulatorContext } from '../simulatorContext.mts';
import type { DateForm } from '../options.mts';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

const spaced = (iso: string) => iso.replace('T', ' ').replace('Z', '');

const writers: Record<DateForm, (iso: string) => string | number> = {
	iso: (iso) => iso,
	offset: (iso) => iso.replace('Z', '+00:00'),
	noOffset: (iso) => iso.replace('Z', ''),
	spaced,
	nanoseconds: (iso) => iso.replace('Z', '123456Z'),
	go: (iso) => `${spaced(iso)} +0000 UTC`,
	milliseconds: (iso) => Date.parse(iso),
	millisecondsText: (iso) => String(Date.parse(iso)),
	seconds: (iso) => Date.parse(iso) / 1000,
};

function rewrite(value: unknown, write: (iso: string) => string | number): unknown {
	if (typeof value === 'string') {
		return ISO.test(value) ? write(new Date(value).toISOString()) : value;
	}
	if (Array.isArray(value)) return value.map((entry) => rewrite(entry, write));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [name, rewrite(entry, write)]),
	);
}

/** Writes dates of responses in the form of the option `dateForm`. */
export function formatDates(app: FastifyInstance, { options }: SimulatorContext): void {
	app.addHook('preSerialization', (request, _reply, payload, done) => {
		const isOther = options.dateForm !== 'iso' && !request.routeOptions.config.control;
		done(null, isOther ? rewrite(payload, writers[options.dateForm]) : payload);
	});
}
