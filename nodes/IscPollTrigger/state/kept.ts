import isPlainObject from 'lodash/isPlainObject';
import mapKeys from 'lodash/mapKeys';
import mapValues from 'lodash/mapValues';

import { RECORD_KEY_LENGTH } from './found';
import { parseRecordDate } from '../../forms/recordDates';
import type { PollState } from './state';

type Asked = Pick<PollState, 'subject' | 'start' | 'ids'>;

/** What the first version of this node kept: ISO text for dates, longer keys. */
interface FirstState {
	watermark: string;
	seen: Record<string, string>;
}

function convertFirstState(value: Partial<FirstState>, asked: Asked): PollState | undefined {
	const upTo = parseRecordDate(value.watermark);
	if (upTo === undefined || !isPlainObject(value.seen)) return undefined;
	const dates = mapValues(value.seen, (date) => parseRecordDate(date) ?? upTo);
	return { ...asked, upTo, seen: mapKeys(dates, (_at, key) => key.slice(0, RECORD_KEY_LENGTH)) };
}

/**
 * Reads the state that an earlier poll left behind, and has it speak of what is asked for now.
 * @returns undefined where there is none, or one of other records, or the user chose another start
 */
export function restoreState(value: unknown, asked: Asked): PollState | undefined {
	if (!isPlainObject(value)) return undefined;
	// A copy, since what n8n keeps must not change before the poll has succeeded.
	const kept = JSON.parse(JSON.stringify(value)) as Partial<PollState> & Partial<FirstState>;
	if (kept.watermark !== undefined) return convertFirstState(kept, asked);
	const { subject, upTo, seen, start, ids = asked.ids, formerIds } = kept;
	if (subject !== asked.subject || !Number.isFinite(upTo) || !isPlainObject(seen)) return undefined;
	if (asked.start !== undefined && asked.start !== start) return undefined;
	const isSameIds = String(ids) === String(asked.ids);
	return {
		subject,
		start,
		upTo: upTo!,
		seen: seen!,
		ids: asked.ids,
		formerIds: isSameIds ? formerIds : ids,
	};
}
