import type { ApiResponse, ApiRequest } from '../shared/api/types';
import { parseParts, describeFailedParts, type PartsResult } from '../shared/output/multiStatus';
import type { ItemContext } from '../shared/runner/types';

/** Judges the parts of a request, and tells the user what ISC left undone. */
export function checkResponse(
	summary: ItemContext['summary'],
	request: ApiRequest,
	response: ApiResponse,
): PartsResult {
	const judged = parseParts(request, response);
	const notice = describeFailedParts(request, judged.undone);
	if (notice) summary.addNotice(notice, notice);
	return judged;
}
