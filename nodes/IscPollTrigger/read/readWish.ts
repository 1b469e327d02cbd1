import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Read } from '../../execution/read';
import { readCommonOptions } from '../../execution/readOptions';
import { choice } from '../../forms/choice';
import { wholeNumber } from '../../forms/number';
import { AHEAD, FROM_SEARCH } from '../events';
import type { PollWish } from './pollWish';
import { readMoment } from './readMoment';
import { HOUR, readSource } from './readSource';
import { signatureOf } from './signatureOf';

const MINUTE = 60_000;
/** A record shows up in search only after a while, so that the search looks further back. */
export const LOOK_BACK_SEARCH = 5;
const LOOK_BACK = 1;
export const MAX_ITEMS = 500;

/**
 * Reads the parameters of a trigger.
 * @throws BadInput naming the parameter that cannot be used
 */
export function readWish(context: IPollFunctions): PollWish {
	// n8n wants something in place of what is not shown.
	const read: Read = (name) => context.getNodeParameter(name, null);
	const options = (read('options') ?? {}) as IDataObject;
	const event = String(read('event'));
	const isSearch = event === 'searchQuery' || FROM_SEARCH.includes(event);
	const lookBack = options.lookBack ?? (isSearch ? LOOK_BACK_SEARCH : LOOK_BACK);
	const { fields, timeout, rateLimit } = readCommonOptions(options, '');
	return {
		source: readSource(read, options, fields),
		isOwn: event === 'listOperation' || event === 'searchQuery',
		signature: signatureOf(context.getNode()),
		firstFrom:
			choice('First Poll', options.firstRun, ['date', 'now'], 'now') === 'date'
				? readMoment('Start Date', options.startDate, context.getTimezone())
				: undefined,
		lookBack: MINUTE * wholeNumber('Look-Back', lookBack, 0),
		ahead: AHEAD.includes(event)
			? HOUR * wholeNumber('Hours Ahead', options.hoursAhead ?? 0, 0)
			: undefined,
		maxItems: wholeNumber('Max Items per Poll', options.maxItems ?? MAX_ITEMS, 1),
		fields,
		timeout,
		rateLimit,
	};
}
