import { readPage } from '../collections/pagination.mts';
import type { Query } from '../collections/pagination.mts';
import { RawResponse, badRequest, newTrackingId, standardError } from '../http/errors.mts';
import type { SimulatorOptions } from '../options.mts';
import type { SearchBody } from './parseBody.mts';

const WINDOW = 10_000;

/** Returns the rows that a search returns. Throws a 400 beyond the result window. */
export function parseResultWindow(
	query: Query,
	body: SearchBody,
	options: SimulatorOptions,
	limits: { defaultLimit: number; maxLimit: number },
) {
	const page = readPage(query, limits, options);
	if (body.searchAfter && page.offset > 0) {
		throw badRequest('The field "searchAfter" and the parameter "offset" exclude each other.');
	}
	if (page.offset + page.limit > WINDOW) {
		// Recorded: tenants don't say that the window is the reason, and have no causes.
		const { messages, trackingId } = standardError(400, newTrackingId());
		const text = 'The request was syntactically correct but its content is semantically invalid.';
		throw new RawResponse(400, {
			detailCode: '400.1 Bad request content',
			trackingId,
			messages: [{ ...messages[0], text }],
		});
	}
	return page;
}
