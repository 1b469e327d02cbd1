import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { GetParameter } from '../../execution/read';
import { assertNoMissingTriggerValues } from '../../execution/missing';
import { readCommonOptions } from '../../execution/readOptions';
import { parseEnum } from '../../forms/choice';
import { parseInteger } from '../../forms/number';
import { FUTURE_DATED_EVENTS, getDefaultLookBack } from '../events';
import type { PollParams } from './pollWish';
import { readDateTime } from './readMoment';
import { HOUR_MS, readRecordSource } from './readSource';

const MINUTE = 60_000;
export const DEFAULT_MAX_ITEMS = 500;

/**
 * The date that the user chose to start at. Expressions are told apart as they are written: what comes of one may
 * change from poll to poll, and the trigger then continues.
 */
function readStart(context: IPollFunctions, options: IDataObject): PollParams['start'] {
	if (parseEnum('Start From', options.firstRun, ['date', 'now'], 'now') === 'now') return undefined;
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
	watch: 'Which Records',
	hoursAhead: 'Hours Ahead',
	longestTask: 'Longest Task',
	lookBack: 'Look-Back',
	firstRun: 'Start From',
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
		lookBackMs: MINUTE * parseInteger('Look-Back', options.lookBack ?? getDefaultLookBack(event), 0),
		leadTimeMs: FUTURE_DATED_EVENTS.includes(event)
			? HOUR_MS * parseInteger('Hours Ahead', options.hoursAhead ?? 0, 0)
			: undefined,
		maxItems: parseInteger('Max Items per Poll', options.maxItems ?? DEFAULT_MAX_ITEMS, 1),
		fields,
		timeout,
		rateLimit,
	};
}
