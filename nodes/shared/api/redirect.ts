import { describeRequest, type ApiResponse, type ApiRequest } from './types';
import type { ErrorReport } from './errors/errors';
import { isReadOnly } from './isReadOnly';

/** 300, 304 and others say something else than that the answer is elsewhere. */
const REDIRECT_STATUS_CODES = new Set([301, 302, 303, 307, 308]);
/** These may be asked at the new address by GET alone. */
const GET_ONLY_STATUS_CODES = new Set([301, 302, 303]);

/** How many redirects of one request are followed. */
const MAX_REDIRECTS = 5;

export const isRedirect = ({ status }: Pick<ApiResponse, 'status'>) =>
	REDIRECT_STATUS_CODES.has(status);

/** The address that a redirect names, without its query: that can hold secrets of a sign-in. */
const formatAddress = ({ origin, pathname }: URL) => (origin === 'null' ? '' : origin) + pathname;

/**
 * Reads where a redirect leads. n8n itself follows none: it would send the body of a request along, to any host, or
 * make a GET of a POST, whose answer then passes for that of the POST.
 * @param origin the only origin that gets the token
 * @param request what was answered by the redirect
 * @param redirects how many redirects were followed before
 * @returns the request to make instead, or why there is none; that names the address
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
		const message = `ISC answered ${status}: ${destination}`;
		return { error: { message, hint, request: describeRequest(request), status } };
	};
	if (!isReadOnly(request)) {
		return fail(
			"A request that changes something isn't sent to another address, and wasn't sent again. It may have been carried out: read the object before you repeat it. Check 'Tenant', 'Domain' or 'API Base URL' in the credential, and whether a proxy or gateway redirects n8n.",
		);
	}
	if (!target) return fail('Check whether a proxy or gateway between n8n and ISC answered.');
	if (target.origin !== origin) {
		return fail(
			"Redirects to another host aren't followed, since the token is for your tenant only. Check 'Tenant', 'Domain' or 'API Base URL' in the credential, and whether a proxy or gateway redirects n8n.",
		);
	}
	if (GET_ONLY_STATUS_CODES.has(status) && request.method === 'POST') {
		return fail("A POST can't be repeated at this address. Use the address in the request.");
	}
	if (redirects >= MAX_REDIRECTS) {
		return fail(`The redirects don't end: ${MAX_REDIRECTS} were followed. Check the path.`);
	}
	const { searchParams } = target;
	const query = Object.fromEntries(
		[...searchParams.keys()].map((name) => [name, searchParams.getAll(name)]),
	);
	return { target: { ...request, path: target.pathname, query } };
}
