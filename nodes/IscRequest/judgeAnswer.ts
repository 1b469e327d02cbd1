import type { ApiResponse, ApiRequest } from '../client/call';
import { parseParts, describeFailedParts, type PartsResult } from '../execution/multiStatus';
import type { ItemContext } from '../execution/work';

/** Judges the parts of a request, and tells the user what ISC left undone. */
export function checkResponse(report: ItemContext['summary'], call: ApiRequest, answer: ApiResponse): PartsResult {
	const judged = parseParts(call, answer);
	const notice = describeFailedParts(call, judged.undone);
	if (notice) report.notice(notice, notice);
	return judged;
}
