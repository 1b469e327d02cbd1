import type { ApiResponse, ApiRequest } from '../client/call';
import { parseParts, describeFailedParts, type PartsResult } from '../execution/multiStatus';
import type { ItemContext } from '../execution/work';

/** Judges the parts of a request, and tells the user what ISC left undone. */
export function checkResponse(summary: ItemContext['summary'], request: ApiRequest, response: ApiResponse): PartsResult {
	const judged = parseParts(request, response);
	const notice = describeFailedParts(request, judged.undone);
	if (notice) summary.notice(notice, notice);
	return judged;
}
