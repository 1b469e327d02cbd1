import { describeRequest, type ApiResponse, type ApiRequest } from '../call';
import type { ErrorReport } from './failures';
import { getHint } from './hints';
import type { ClassifiedError } from './hostFailure';
import { buildNetworkErrorReport } from './networkReport';
import { getBodyObject, getErrorMessage } from './said';
import { truncateText, type Redactor } from './redact';
import { buildAuthErrorReport } from './signInReport';
import { isReadOnly } from '../reading';
import type { TokenClaims } from '../token';

const asIs: Redactor = (text) => text;

/**
 * Report of an answer that is no success.
 * @param safe takes secrets out of what ISC said; only then is that shortened, since half a token wouldn't be known
 * as one, and nothing else is, since hints must not lose their end
 */
export function buildResponseErrorReport(
	request: ApiRequest,
	response: ApiResponse,
	claims?: TokenClaims,
	safe: Redactor = asIs,
): ErrorReport {
	const { detailCode, trackingId } = getBodyObject(response);
	const text = truncateText(safe(getErrorMessage(response)));
	return {
		message: `ISC answered ${response.status}: ${text}`,
		hint: getHint({ request, response, text, claims }),
		request: describeRequest(request),
		status: response.status,
		detailCode: typeof detailCode === 'string' ? truncateText(safe(detailCode)) : undefined,
		trackingId:
			typeof trackingId === 'string'
				? truncateText(safe(trackingId))
				: response.headers['slpt-request-id'],
	};
}

/** Report of a failure that brought no answer, or none that n8n could take. */
export function buildTransportErrorReport(
	call: ApiRequest,
	origin: string,
	failure: Exclude<ClassifiedError, { kind: 'cancelled' }>,
	safe: Redactor = asIs,
): ErrorReport {
	const request = describeRequest(call);
	switch (failure.kind) {
		case 'signIn':
			return { ...buildAuthErrorReport(failure, origin, safe), request };
		case 'network':
			return buildNetworkErrorReport(call, origin, failure.code);
		case 'host':
			return {
				message: `n8n could not send the request: ${truncateText(safe(failure.text))}`,
				hint: "ISC carried out nothing for this request. Check the parameters of this node, the credential, and n8n's database and network.",
				request,
			};
		case 'store':
			return {
				message: `n8n could not store the response: ${truncateText(safe(failure.text))}`,
				hint: `ISC carried out this request${
					isReadOnly(call) ? '' : ", so don't repeat it"
				}. Check n8n's storage for binary data: its free space, its largest file size, and whether it can be reached.`,
				request,
			};
	}
}
