import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Read } from '../../execution/read';
import { refuseMissingOfTrigger } from '../../execution/missing';
import { readCommonOptions } from '../../execution/readOptions';
import { choice } from '../../forms/choice';
import { wholeNumber } from '../../forms/number';
import { AHEAD, getLookBack } from '../events';
import type { PollWish } from './pollWish';
import { readMoment } from './readMoment';
import { HOUR, readSource } from './readSource';

const MINUTE = 60_000;
export const MAX_ITEMS = 500;

/**
 * The date that the user chose to start at. Expressions are told apart as they are written: what comes of one may
 * change from poll to poll, and the trigger then continues.
 */
function readStart(context: IPollFunctions, options: IDataObject): PollWish['start'] {
	if (choice('Start From', options.firstRun, ['date', 'now'], 'now') === 'now') return undefined;
	const written = (context.getNode().parameters.options ?? {}) as IDataObject;
	return {
		written: String(written.startDate),
		from: readMoment('Start Date', options.startDate, context.getTimezone()),
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
export function readWish(context: IPollFunctions): PollWish {
	// n8n wants something in place of what is not shown.
	const read: Read = (name) => context.getNodeParameter(name, null);
	const options = (read('options') ?? {}) as IDataObject;
	refuseMissingOfTrigger(context, LABELS);
	const event = String(read('event'));
	const { fields, timeout, rateLimit } = readCommonOptions(options, '');
	return {
		...readSource(read, options, fields),
		isOwn: event === 'listOperation' || event === 'searchQuery',
		start: readStart(context, options),
		lookBack: MINUTE * wholeNumber('Look-Back', options.lookBack ?? getLookBack(event), 0),
		ahead: AHEAD.includes(event)
			? HOUR * wholeNumber('Hours Ahead', options.hoursAhead ?? 0, 0)
			: undefined,
		maxItems: wholeNumber('Max Items per Poll', options.maxItems ?? MAX_ITEMS, 1),
		fields,
		timeout,
		rateLimit,
	};
}
