import isPlainObject from 'lodash/isPlainObject';

import { millisOf } from './moment';
import type { PollState } from './state';

/**
 * The state that an earlier poll left behind.
 * @returns undefined where there is none, or one of a trigger that asked for something else
 */
export function keptState(value: unknown, signature: string): PollState | undefined {
	const state = value as Partial<PollState> | undefined;
	const isWhole =
		state?.signature === signature &&
		millisOf(state.watermark) !== undefined &&
		isPlainObject(state.seen);
	// A copy, since what n8n keeps must not change before the poll has succeeded.
	return isWhole ? (JSON.parse(JSON.stringify(state)) as PollState) : undefined;
}
