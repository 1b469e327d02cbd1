import { describeRequest, type ApiResponse, type ApiRequest } from './types';
import type { ErrorReport } from './errors/errors';
import { isReadOnly } from './isReadOnly';

/** Status codes with a new address. 300 and 304 have another meaning. */
const REDIRECT_STATUS_CODES = new Set([301, 302, 303, 307, 308]);
/** Status codes whose new address accepts only GET. */
const GET_ONLY_STATUS_CODES = new Set([301, 302, 303]);

/** Maximum number of redirects per request. */
const MAX_REDIRECTS = 5;

/** Query parameters that a redirect can drop: pagination recognizes a page that comes again. */
const PAGE_PARAMETERS = new Set(['limit', 'offset', 'start', 'count', 'sorters']);

export const isRedirect = ({ status }: Pick<ApiResponse, 'status'>) =>
	REDIRECT_STATUS_CODES.has(status);

/** Formats an address without its query, which can contain secrets of a sign-in. */
const formatAddress = ({ origin, pathname }: URL) => (origin === 'null' ? '' : origin) + pathname;

/**
 * Returns the request that follows a redirect. n8n's own handling is turned off: it would send the body to any host, or
 * repeat a POST as a GET and return its response as that of the POST.
 * @param origin the only origin that the token may be sent to
 * @param request request that was redirected
 * @param redirects number of redirects followed so far
 * @returns the next request, or the report of a redirect that isn't followed, with its address
 */
export function followRedirect(
	origin: string,
	request: ApiRequest,
	response: ApiResponse,
	redirects: number,
): { target: ApiRequest; error?: undefined } | { target?: undefined; error: ErrorReport } {
	const { status, headers } = response;
	const { location } = headers;
	const from = origin + request.path;
	const target = location && URL.canParse(location, from) ? new URL(location, from) : undefined;
	const fail = (hint: string) => {
		const destination = target
			? `a redirect to ${formatAddress(target)}`
			: 'a redirect without an address';
		const message = `ISC returned ${status}: ${destination}`;
		return { error: { message, hint, request: describeRequest(request), status } };
	};
	if (!isReadOnly(request.method, request.operation)) {
		return fail(
			"Check the object before you try again, since ISC may have processed the request. Also check 'Tenant', 'Domain', or 'API Base URL' in the credential, and whether a proxy or gateway redirects n8n. Requests that change data don't follow redirects.",
		);
	}
	if (!target)
		return fail('Check whether a proxy or gateway between n8n and ISC sent the response.');
	if (target.origin !== origin) {
		return fail(
			"Check 'Tenant', 'Domain', or 'API Base URL' in the credential, and whether a proxy or gateway redirects n8n. Redirects to another host aren't followed, since the token is only for your tenant.",
		);
	}
	if (GET_ONLY_STATUS_CODES.has(status) && request.method === 'POST') {
		return fail(
			"Use the new address in the request. The node doesn't repeat a POST after this redirect.",
		);
	}
	if (redirects >= MAX_REDIRECTS) {
		return fail(
			`Check the path. The node followed ${MAX_REDIRECTS} redirects without reaching an end.`,
		);
	}
	const { searchParams } = target;
	const lost = Object.keys(request.query).filter(
		(name) => !PAGE_PARAMETERS.has(name) && !searchParams.has(name),
	);
	if (lost.length > 0) {
		return fail(
			`Use the new address as the path of the request. The redirect drops the query (${lost.join(', ')}), so other records would be returned.`,
		);
	}
	const query = Object.fromEntries(
		[...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]),
	);
	return { target: { ...request, path: target.pathname, query } };
}
