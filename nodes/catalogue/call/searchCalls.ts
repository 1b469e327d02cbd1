import { buildCall } from './buildCall';
import { operationById } from '../catalogue';
import type { Call } from '../../client/call';
import type { SearchBody } from '../../client/paging/searchPages';

function call(id: string, path: Record<string, unknown>, body?: SearchBody): Call {
	return buildCall(operationById(id)!, 'current', { path, query: {}, headers: {}, body });
}

export const searchCall = (body: SearchBody) => call('searchPostV1', {}, body);
export const countCall = (body: SearchBody) => call('searchCountV1', {}, body);
export const documentCall = (index: string, id: string) => call('searchGetV1', { index, id });
export const savedSearchCall = (id: string) => call('getSavedSearchV1', { id });

/** The documents themselves are not wanted, only what is made of them. */
export const aggregateCall = (body: SearchBody): Call => ({
	...call('searchAggregateV1', {}, body),
	query: { limit: 0 },
});
