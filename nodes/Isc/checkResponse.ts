import type { ApiResponse, ApiRequest } from '../shared/api/types';
import { parseParts, describeFailedParts, type PartsResult } from '../shared/output/multiStatus';
import type { ItemContext } from '../shared/runner/types';

/** Checks the parts of a request and warns about parts that ISC skipped. */
export function checkResponse(
	summary: ItemContext['summary'],
	request: ApiRequest,
	response: ApiResponse,
): PartsResult {
	const parts = parseParts(request, response);
	const notice = describeFailedParts(request, parts.undone);
	if (notice) summary.addNotice(notice, notice);
	return parts;
}
