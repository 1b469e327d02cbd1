import { nameOf, type Answer, type Call } from '../call';
import type { Report } from './failures';
import { hintFor } from './hints';
import type { NoAnswer } from './hostFailure';
import { reportOfNetwork } from './networkReport';
import { objectIn, saidBy } from './said';
import { reportOfSignIn } from './signInReport';
import type { Claims } from '../token';

/** Report of an answer that is no success. */
export function reportOfAnswer(call: Call, answer: Answer, claims?: Claims): Report {
	const { detailCode, trackingId } = objectIn(answer);
	const text = saidBy(answer);
	return {
		message: `ISC answered ${answer.status}: ${text}`,
		hint: hintFor({ call, answer, text, claims }),
		request: nameOf(call),
		status: answer.status,
		detailCode: typeof detailCode === 'string' ? detailCode : undefined,
		trackingId: typeof trackingId === 'string' ? trackingId : answer.headers['slpt-request-id'],
	};
}

/** Report of a failure that brought no answer. */
export function reportOfFailure(
	call: Call,
	origin: string,
	failure: Exclude<NoAnswer, { kind: 'cancelled' }>,
): Report {
	switch (failure.kind) {
		case 'signIn':
			return { ...reportOfSignIn(failure, origin), request: nameOf(call) };
		case 'network':
			return reportOfNetwork(call, origin, failure.code);
		case 'host':
			return {
				message: `n8n could not send the request: ${failure.text}`,
				hint: 'Check the parameters of this node and the credential.',
				request: nameOf(call),
			};
	}
}
