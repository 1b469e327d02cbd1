import { describeRequest, type ApiRequest, type ApiResponse } from '../types';
import type { ErrorReport } from './errors';
import { isReadOnly } from '../isReadOnly';
import { buildAuthErrorReport } from './authErrorReport';
import type { ClassifiedError } from './classifyError';
import { buildNetworkErrorReport } from './networkErrorReport';
import { truncateText, type Redactor } from './redact';
import { getHint } from './hints';
import { getBodyObject, getErrorMessage } from './errorMessage';
import type { TokenClaims } from '../accessToken';

function keepText(text: string): string {
	return text;
}

/**
 * Builds the report of an error response.
 * @param redact removes secrets from ISC's texts. Texts are truncated only afterwards, since a part of a token
 * wouldn't be recognized. Hints aren't truncated.
 */
export function buildResponseErrorReport(
	request: ApiRequest,
	response: ApiResponse,
	claims?: TokenClaims,
	redact: Redactor = keepText,
): ErrorReport {
	const { detailCode, trackingId } = getBodyObject(response);
	const text = truncateText(redact(getErrorMessage(response)));
	return {
		message: `ISC returned ${response.status}: ${text}`,
		hint: getHint({ request, response, text, claims }),
		request: describeRequest(request),
		status: response.status,
		detailCode: typeof detailCode === 'string' ? truncateText(redact(detailCode)) : undefined,
		trackingId:
			typeof trackingId === 'string'
				? truncateText(redact(trackingId))
				: response.headers['slpt-request-id'],
	};
}

/** Builds the report of a request that got no response, or a response that n8n couldn't store. */
export function buildTransportErrorReport(
	request: ApiRequest,
	origin: string,
	failure: Exclude<ClassifiedError, { kind: 'cancelled' }>,
	redact: Redactor = keepText,
): ErrorReport {
	const requestText = describeRequest(request);
	switch (failure.kind) {
		case 'auth':
			return { ...buildAuthErrorReport(failure, origin, redact), request: requestText };
		case 'network':
			return buildNetworkErrorReport(request, origin, failure.code);
		case 'host':
			return {
				message: `n8n couldn't send the request: ${truncateText(redact(failure.text))}`,
				hint: "Check the parameters of this node, the credential, and n8n's database and network. ISC didn't process this request.",
				request: requestText,
			};
		case 'store':
			return {
				message: `n8n couldn't store the response: ${truncateText(redact(failure.text))}`,
				hint: `${
					isReadOnly(request.method, request.operation) ? '' : "Don't repeat this request. "
				}Check n8n's storage for binary data: its free space, its maximum file size, and its connection. ISC processed this request.`,
				request: requestText,
			};
	}
}
