import type { RecordSource } from '../sources/recordSource';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { GetParameter } from '../../shared/runner/types';
import { assertNoMissingTriggerValues } from '../../shared/parameters/missingValues';
import { readCommonOptions } from '../../shared/runner/commonOptions';
import { parseEnum, parseInteger } from '../../shared/parameters/parse';
import { FUTURE_DATED_EVENTS, getDefaultLookBack } from '../events';
import { readDateTime } from './readDateTime';
import { HOUR_MS, readRecordSource } from './readSource';

/** All that the parameters of a trigger say. */
export interface PollParams {
	source: RecordSource;
	/** Whether the user named the fields with ID and date, so that they may be misspelled. */
	hasCustomFields: boolean;
	/** What kind of records: an event, or a list. With another kind, the trigger starts anew. */
	subject: string;
	/** Where the trigger starts, if the user chose a date: as written, and in milliseconds. */
	start?: { written: string; from: number };
	/** Milliseconds. */
	lookBackMs: number;
	/** For dates that lie ahead: how many milliseconds before its date a record counts. */
	leadTimeMs?: number;
	maxItems: number;
	/** Dotted paths of what is kept of each record; empty for all. */
	fields: string[];
	timeout?: number;
	rateLimit: number;
}

const MINUTE = 60_000;
export const DEFAULT_MAX_ITEMS = 500;

/**
 * The date that the user chose to start at. Expressions are told apart as they are written: what comes of one may
 * change from poll to poll, and the trigger then continues.
 */
function readStart(context: IPollFunctions, options: IDataObject): PollParams['start'] {
	if (parseEnum('Start From', options.startFrom, ['date', 'now'], 'now') === 'now')
		return undefined;
	const written = (context.getNode().parameters.options ?? {}) as IDataObject;
	return {
		written: String(written.startDate),
		from: readDateTime('Start Date', options.startDate, context.getTimezone()),
	};
}

/** What says which records come. */
const LABELS = {
	list: 'List',
	indices: 'Indices',
	query: 'Query',
	dateField: 'Date Field',
	idField: 'ID Field',
	filters: 'Filter Expression',
	owner: 'Owner ID',
	recordFilter: 'Which Records',
	hoursAhead: 'Hours Ahead',
	longestTask: 'Longest Task',
	lookBack: 'Look-Back',
	startFrom: 'Start From',
	startDate: 'Start Date',
};

/**
 * Reads the parameters of a trigger.
 * @throws BadInput naming the parameter that cannot be used
 */
export function readPollParams(context: IPollFunctions): PollParams {
	// n8n wants something in place of what is not shown.
	const read: GetParameter = (name) => context.getNodeParameter(name, null);
	const options = (read('options') ?? {}) as IDataObject;
	assertNoMissingTriggerValues(context, LABELS);
	const event = String(read('event'));
	const { fields, timeout, rateLimit } = readCommonOptions(options, '');
	return {
		...readRecordSource(read, options, fields),
		hasCustomFields: event === 'listOperation' || event === 'searchQuery',
		start: readStart(context, options),
		lookBackMs:
			MINUTE * parseInteger('Look-Back', options.lookBack ?? getDefaultLookBack(event), 0),
		leadTimeMs: FUTURE_DATED_EVENTS.includes(event)
			? HOUR_MS * parseInteger('Hours Ahead', options.hoursAhead ?? 0, 0)
			: undefined,
		maxItems: parseInteger('Max Items per Poll', options.maxItems ?? DEFAULT_MAX_ITEMS, 1),
		fields,
		timeout,
		rateLimit,
	};
}
