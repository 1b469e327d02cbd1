import upperFirst from 'lodash/upperFirst';
import type { IExecuteFunctions } from 'n8n-workflow';

import { getOperationById } from '../catalogue/operations';
import { describeRequest, type ApiResponse, type ApiRequest } from '../api/types';
import { getMonotonicTime } from '../api/monotonicTime';
import type { RunStats } from '../api/runStats';
import { describeMissingFields } from '../output/fields';
import { describeReplacement } from '../catalogue/describeOperation';

/** Minimum time between two progress messages, in ms. */
const PROGRESS_INTERVAL_MS = 5_000;
/** Shorter waits aren't reported, in ms. */
const MIN_REPORTED_WAIT_MS = 1_000;

const formatSeconds = (ms: number) => `${Math.round(ms / 1000)} s`;
/** Formats a number of things, such as `1 request` or `2,000 records`. */
export const formatCount = (count: number, noun: string) =>
	`${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

function describeReplacementFor({ operation: facts }: ApiRequest): string {
	const operation = facts && getOperationById(facts.id);
	return (
		(operation && describeReplacement(operation)) || ' See its documentation for a replacement.'
	);
}

/** Reports the progress of a run, and shows its notices at the end. */
export class RunSummary {
	private readonly context: IExecuteFunctions;
	/** Notices by subject, so that a thousand items show one notice. */
	private readonly notices = new Map<string, string>();
	/** Whether any record of the run had the field, by field. */
	private readonly fields = new Map<string, boolean>();
	private records = 0;
	private lastProgressAt = getMonotonicTime();

	constructor(context: IExecuteFunctions) {
		this.context = context;
	}

	/** Adds a notice to show at the end; it replaces an earlier one on the same subject. */
	addNotice(subject: string, text: string): void {
		this.notices.set(subject, text);
	}

	/** Tracks which of the selected fields the records of an item had. */
	trackFields({ found, notFound }: { found: string[]; notFound: string[] }): void {
		for (const field of found) this.fields.set(field, true);
		for (const field of notFound) if (!this.fields.has(field)) this.fields.set(field, false);
	}

	/** Counts records that were read. */
	countRecords(records: number): void {
		this.records += records;
	}

	/** Records a response, and reports the progress of long runs. */
	recordResponse(
		request: ApiRequest,
		{ headers, longNumbers, damagedText }: ApiResponse,
		stats: RunStats,
	): void {
		if (longNumbers) {
			this.addNotice(
				'long numbers',
				"Numbers that JavaScript can't hold, such as integers above 2^53, were returned as text to keep all digits.",
			);
		}
		if (damagedText) {
			this.addNotice(
				'damaged text',
				`${describeRequest(request)} returned text that isn't valid in its charset. Each invalid character was replaced by \uFFFD. To get the original bytes, set 'Response Format' to 'File' under Options.`,
			);
		}
		if (headers['x-deprecated'] === 'true') {
			this.addNotice(
				'deprecation',
				`${describeRequest(request)} is deprecated and will stop working.${describeReplacementFor(request)}`,
			);
		}
		if (getMonotonicTime() - this.lastProgressAt < PROGRESS_INTERVAL_MS) return;
		this.lastProgressAt = getMonotonicTime();
		const text = `${describeRequest(request)}: ${this.formatTotals(stats)} so far`;
		this.context.logger.info(text);
		this.context.sendMessageToUI(text);
	}

	/** Logs a write that ISC carried out. If n8n's process is killed, only the log shows it. */
	logWrite(item: number, request: ApiRequest, { status }: ApiResponse): void {
		this.context.logger.info(
			`Item ${item}: ISC carried out ${describeRequest(request)} (${status})`,
		);
	}

	/** Shows the notices, and the number of requests if the run had to wait or retry. */
	showHints(stats?: RunStats): void {
		const missing = [...this.fields].flatMap(([field, isFound]) => (isFound ? [] : [field]));
		if (missing.length > 0) this.addNotice('fields', describeMissingFields(missing));
		for (const message of this.notices.values()) {
			this.context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
		}
		if (!stats || (stats.rateLimitWaitMs < MIN_REPORTED_WAIT_MS && stats.retries === 0)) return;
		const delays = [
			stats.rateLimitWaitMs >= MIN_REPORTED_WAIT_MS &&
				`waited ${formatSeconds(stats.rateLimitWaitMs)} for the rate limit`,
			stats.retries > 0 && `retried ${formatCount(stats.retries, 'request')}`,
		];
		const message = `${this.formatTotals(stats)}. ${upperFirst(delays.filter(Boolean).join('; '))}.`;
		this.context.addExecutionHints({ message, type: 'info', location: 'outputPane' });
	}

	private formatTotals({ requests }: RunStats): string {
		return `${formatCount(this.records, 'record')} in ${formatCount(requests, 'request')}`;
	}
}
