import type { IExecuteFunctions } from 'n8n-workflow';

import { findOperationByRequest } from '../catalogue/findOperation';
import { describeRequest, type ApiResponse, type ApiRequest } from '../api/types';
import { getMonotonicTime } from '../api/monotonicTime';
import type { RunStats } from '../api/runStats';
import { describeMissingFields } from '../output/fields';
import { describeReplacement } from '../catalogue/describeOperation';

/** Milliseconds between two signs of life. */
const PROGRESS_INTERVAL_MS = 5_000;
/** Waits below this many milliseconds are not worth a word. */
const MIN_REPORTED_WAIT_MS = 1_000;

const formatSeconds = (ms: number) => `${Math.round(ms / 1000)} s`;
const formatCount = (count: number, noun: string) =>
	`${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

function describeReplacementFor({ method, path }: ApiRequest): string {
	const { operation } = findOperationByRequest(method, path) ?? {};
	return (
		(operation && describeReplacement(operation)) || ' See its documentation for what replaces it.'
	);
}

/** Tells the user how a run goes, and what they should know of it at its end. */
export class RunSummary {
	private readonly context: IExecuteFunctions;
	/** By subject: a thousand items shall not say it a thousand times. */
	private readonly notices = new Map<string, string>();
	/** Whether any record of the run had the field. */
	private readonly fields = new Map<string, boolean>();
	private records = 0;
	private lastProgressAt = getMonotonicTime();

	constructor(context: IExecuteFunctions) {
		this.context = context;
	}

	/** Keeps what should be said at the end. */
	addNotice(subject: string, text: string): void {
		this.notices.set(subject, text);
	}

	/** Keeps which of the named fields the records of an item had. */
	trackFields({ found, notFound }: { found: string[]; notFound: string[] }): void {
		for (const field of found) this.fields.set(field, true);
		for (const field of notFound) if (!this.fields.has(field)) this.fields.set(field, false);
	}

	/** Counts records that were read. */
	countRecords(records: number): void {
		this.records += records;
	}

	/** Looks at an answer, and gives a sign of life in long runs. */
	recordResponse(
		request: ApiRequest,
		{ headers, longNumbers }: ApiResponse,
		stats: RunStats,
	): void {
		if (longNumbers) {
			this.addNotice(
				'long numbers',
				"Numbers that JavaScript can't hold, such as integers above 2^53, were returned as text to keep all digits.",
			);
		}
		if (headers['x-deprecated'] === 'true') {
			this.addNotice(
				'deprecation',
				`SailPoint has deprecated ${describeRequest(request)}: it will stop working.${describeReplacementFor(request)}`,
			);
		}
		if (getMonotonicTime() - this.lastProgressAt < PROGRESS_INTERVAL_MS) return;
		this.lastProgressAt = getMonotonicTime();
		const text = `${describeRequest(request)}: ${this.formatTotals(stats)} so far`;
		this.context.logger.info(text);
		this.context.sendMessageToUI(text);
	}

	/** Shows what was kept, and what the run has cost where that was more than usual. */
	showHints(stats?: RunStats): void {
		const missing = [...this.fields].flatMap(([field, isFound]) => (isFound ? [] : [field]));
		if (missing.length > 0) this.addNotice('fields', describeMissingFields(missing));
		for (const message of this.notices.values()) {
			this.context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
		}
		if (!stats || (stats.rateLimitWaitMs < MIN_REPORTED_WAIT_MS && stats.retries === 0)) return;
		const parts = [
			this.formatTotals(stats),
			stats.rateLimitWaitMs >= MIN_REPORTED_WAIT_MS &&
				`${formatSeconds(stats.rateLimitWaitMs)} waited for the rate limit`,
			stats.retries > 0 && `${formatCount(stats.retries, 'request')} tried again`,
		];
		const message = `${parts.filter(Boolean).join('; ')}.`;
		this.context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
	}

	private formatTotals({ requests }: RunStats): string {
		return `${formatCount(this.records, 'record')} in ${formatCount(requests, 'request')}`;
	}
}
