import type { RecordSource } from '../sources/recordSource';
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import type { GetParameter } from '../../shared/runner/types';
import { assertNoMissingTriggerValues } from '../../shared/parameters/missingValues';
import { readCommonOptions } from '../../shared/runner/commonOptions';
import type { SimplifyRecord } from '../../shared/output/simplifyRecord';
import { parseBooleanParameter, parseEnum, parseInteger } from '../../shared/parameters/parse';
import { FUTURE_DATED_EVENTS, getDefaultLookBack } from '../events';
import { readDateTime } from './readDateTime';
import { HOUR_MS, readRecordSource } from './readSource';

/**
 * A date that has an effect once for each value. The trigger compares the text: the value of an expression can change
 * with each poll.
 */
interface EnteredDate {
	/** Text as entered, such as an expression. */
	written: string;
	/** In epoch milliseconds. */
	from: number;
}

/** Values of the parameters. */
export interface PollParams {
	source: RecordSource;
	/** Whether the user entered the fields with ID and date, which can be misspelled. */
	hasCustomFields: boolean;
	/** The event and the list. The trigger resets when it changes. */
	subject: string;
	/** Start of the first poll, if the user selected a date. */
	start?: EnteredDate;
	/** Date since which to return records again, once for each value. */
	fetchAgain?: EnteredDate;
	/** In milliseconds. */
	lookBackMs: number;
	/** For future dates: time before the date at which the trigger returns a record, in milliseconds. */
	leadTimeMs?: number;
	maxItems: number;
	/** Dotted paths of the fields to return; empty for all. */
	fields: string[];
	/** Simplifies the returned records; undefined to return them unchanged. */
	simplify?: SimplifyRecord;
	timeout?: number;
	rateLimit: number;
}

const MINUTE_MS = 60_000;
export const DEFAULT_MAX_ITEMS = 500;

function readEnteredDate(
	context: IPollFunctions,
	options: IDataObject,
	name: 'startDate' | 'fetchAgainFrom',
): EnteredDate {
	const written = (context.getNode().parameters.options ?? {}) as IDataObject;
	return {
		written: String(written[name]),
		from: readDateTime(RECORD_PARAMETER_LABELS[name], options[name], context.getTimezone()),
	};
}

/** Reads the start date; undefined to start now. */
function readStart(context: IPollFunctions, options: IDataObject): EnteredDate | undefined {
	const startFrom = parseEnum('Start From', options.startFrom, ['date', 'now'], 'now');
	return startFrom === 'now' ? undefined : readEnteredDate(context, options, 'startDate');
}

/** Reads the date since which to return records again. The user clears it by removing the option or its text. */
function readFetchAgain(context: IPollFunctions, options: IDataObject): EnteredDate | undefined {
	const isCleared = ['', undefined, null].includes(options.fetchAgainFrom as string);
	return isCleared ? undefined : readEnteredDate(context, options, 'fetchAgainFrom');
}

/** Labels of the parameters that select records or fields. An expression without a value would select others. */
const RECORD_PARAMETER_LABELS = {
	list: 'List',
	indices: 'Indices',
	query: 'Query',
	dateField: 'Date Field',
	idField: 'ID Field',
	filters: 'Filter Expression',
	owner: 'Owner ID',
	recordFilter: 'Record Filter',
	hoursAhead: 'Hours Ahead',
	longestTask: 'Longest Task',
	lookBack: 'Look-Back',
	startFrom: 'Start From',
	startDate: 'Start Date',
	fetchAgainFrom: 'Fetch Again From',
	simplify: 'Simplify',
};

/**
 * Reads the parameters of a trigger.
 * @throws ParameterError for an invalid parameter
 */
export function readPollParams(context: IPollFunctions): PollParams {
	// n8n requires a fallback for parameters that aren't shown.
	const read: GetParameter = (name) => context.getNodeParameter(name, null);
	const options = (read('options') ?? {}) as IDataObject;
	assertNoMissingTriggerValues(context, RECORD_PARAMETER_LABELS);
	const event = String(read('event'));
	const { fields, timeout, rateLimit } = readCommonOptions(options, '');
	const { simplifyRecord, ...source } = readRecordSource(read, options, fields);
	// n8n gives no value to nodes of the version without this parameter.
	const isSimplified = parseBooleanParameter('Simplify', read('simplify'), false);
	return {
		...source,
		simplify: isSimplified && fields.length === 0 ? simplifyRecord : undefined,
		hasCustomFields: event === 'listOperation' || event === 'searchQuery',
		start: readStart(context, options),
		fetchAgain: readFetchAgain(context, options),
		lookBackMs:
			MINUTE_MS * parseInteger('Look-Back', options.lookBack ?? getDefaultLookBack(event), 0),
		leadTimeMs: FUTURE_DATED_EVENTS.includes(event)
			? HOUR_MS * parseInteger('Hours Ahead', options.hoursAhead ?? 0, 0)
			: undefined,
		maxItems: parseInteger('Max Items per Poll', options.maxItems ?? DEFAULT_MAX_ITEMS, 1),
		fields,
		timeout,
		rateLimit,
	};
}
