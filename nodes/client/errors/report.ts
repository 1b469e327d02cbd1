import { nameOf, type Answer, type Call } from '../call';
import type { Report } from './failures';
import { hintFor } from './hints';
import type { HostFailure } from './hostFailure';
import { reportOfNetwork } from './networkReport';
import { objectIn, saidBy } from './said';
import { shorten, type Redactor } from './redact';
import { reportOfSignIn } from './signInReport';
import { changesNothing } from '../reading';
import type { Claims } from '../token';

const asIs: Redactor = (text) => text;

/**
 * Report of an answer that is no success.
 * @param safe takes secrets out of what ISC said; only then is that shortened, since half a token wouldn't be known
 * as one, and nothing else is, since hints must not lose their end
 */
export function reportOfAnswer(
	call: Call,
	answer: Answer,
	claims?: Claims,
	safe: Redactor = asIs,
): Report {
	const { detailCode, trackingId } = objectIn(answer);
	const text = shorten(safe(saidBy(answer)));
	return {
		message: `ISC answered ${answer.status}: ${text}`,
		hint: hintFor({ call, answer, text, claims }),
		request: nameOf(call),
		status: answer.status,
		detailCode: typeof detailCode === 'string' ? shorten(safe(detailCode)) : undefined,
		trackingId:
			typeof trackingId === 'string'
				? shorten(safe(trackingId))
				: answer.headers['slpt-request-id'],
	};
}

/** Report of a failure that brought no answer, or none that n8n could take. */
export function reportOfFailure(
	call: Call,
	origin: string,
	failure: Exclude<HostFailure, { kind: 'cancelled' }>,
	safe: Redactor = asIs,
): Report {
	const request = nameOf(call);
	switch (failure.kind) {
		case 'signIn':
			return { ...reportOfSignIn(failure, origin, safe), request };
		case 'network':
			return reportOfNetwork(call, origin, failure.code);
		case 'host':
			return {
				message: `n8n could not send the request: ${shorten(safe(failure.text))}`,
				hint: "ISC carried out nothing for this request. Check the parameters of this node, the credential, and n8n's database and network.",
				request,
			};
		case 'store':
			return {
				message: `n8n could not store the response: ${shorten(safe(failure.text))}`,
				hint: `ISC carried out this request${
					changesNothing(call) ? '' : ", so don't repeat it"
				}. Check n8n's storage for binary data: its free space, its largest file size, and whether it can be reached.`,
				request,
			};
	}
}
