import type { IDataObject } from 'n8n-workflow';

import { isWebPage } from './answer';
import { nameOf, type Answer, type Call } from './call';
import type { Report } from './failures';
import { hintFor } from './hints';
import type { NoAnswer, SignInFailure } from './hostFailure';
import type { Claims } from './token';

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (list: unknown) =>
	Array.isArray(list) && isObject(list[0]) ? list[0].text : undefined;

/** What ISC said, in the order from particular to general that covers all shapes its services use. */
export function saidBy(answer: Answer): string {
	const body = isObject(answer.body) ? answer.body : {};
	if (isWebPage(answer)) return 'a web page instead of data';
	const said = [
		textOf(body.causes),
		textOf(body.messages),
		body.error_description,
		body.error,
		body.message,
		body.errorMessage,
		body.detailMessage,
		body.formatted_msg,
	].find((text): text is string => typeof text === 'string' && text.trim() !== '');
	return said?.trim() ?? (answer.statusMessage || 'no reason given');
}

/** Report of an answer that is no success. */
export function reportOfAnswer(call: Call, answer: Answer, claims?: Claims): Report {
	const body = isObject(answer.body) ? answer.body : {};
	const text = saidBy(answer);
	return {
		message: `ISC answered ${answer.status}: ${text}`,
		hint: hintFor({ call, answer, text, claims }),
		request: nameOf(call),
		status: answer.status,
		detailCode: typeof body.detailCode === 'string' ? body.detailCode : undefined,
		trackingId:
			typeof body.trackingId === 'string' ? body.trackingId : answer.headers['slpt-request-id'],
	};
}

const IN_WORDS: Record<string, string> = {
	ECONNREFUSED: 'the connection was refused',
	ECONNRESET: 'the connection was cut',
	EPIPE: 'the connection was cut',
	ECONNABORTED: 'it took too long',
	ETIMEDOUT: 'it took too long',
	ERR_BAD_RESPONSE: 'the answer broke off',
	ERR_STREAM_PREMATURE_CLOSE: 'the answer broke off',
	MALFORMED_JSON: 'the answer broke off',
};

const inWords = (code: string) => IN_WORDS[code] ?? code.toLowerCase();

const NO_SUCH_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ERR_INVALID_URL']);

function reportOfNetwork(call: Call, origin: string, code: string): Report {
	const request = nameOf(call);
	if (NO_SUCH_HOST.has(code)) {
		return {
			message: `The host ${origin} was not found`,
			hint: "Check 'Tenant' and 'Domain' in the credential: demo and partner tenants are at identitynow-demo.com, government tenants at saas.sailpointfedramp.com. If they are right, check the network of n8n.",
			request,
		};
	}
	if (/CERT|SELF_SIGNED|UNABLE_TO|TLS|SSL/.test(code)) {
		return {
			message: `The certificate of ${origin} is not trusted (${code})`,
			hint: 'A proxy that inspects traffic is the usual cause: have its certificate authority added to n8n (NODE_EXTRA_CA_CERTS).',
			request,
		};
	}
	const wrote = call.method !== 'GET' && call.method !== 'HEAD' && code !== 'ECONNREFUSED';
	return {
		message: `No answer came from ${origin}: ${inWords(code)}`,
		hint: wrote
			? 'This was not sent again, since it may have been carried out all the same: read the object before you repeat it.'
			: 'It was tried several times. Check the network of n8n, and whether ISC is up (status.sailpoint.com).',
		request,
	};
}

function reportOfSignIn({ text, oauthError, code, status }: SignInFailure, origin: string): Report {
	const message = `ISC did not give a token: ${text.replace(/^Failed to acquire OAuth2 access token:\s*/, '')}`;
	if (/not connected/i.test(text)) {
		return {
			message: 'The credential is not connected yet',
			hint: "Open the credential, click 'Connect' and sign in with SailPoint.",
		};
	}
	if (/needs to be reconnected|no refresh token/i.test(text) || oauthError === 'invalid_grant') {
		return {
			message: 'The credential needs to be connected again: ISC did not renew its token',
			hint: "Open the credential, click 'Connect' and sign in. Refresh tokens expire, and each can be used once. The client needs the grant types Authorization Code and Refresh Token, or no token can be renewed at all.",
			status,
		};
	}
	if (code !== undefined && NO_SUCH_HOST.has(code)) {
		return {
			message: `The host ${origin} was not found`,
			hint: "Check 'Tenant' and 'Domain' in the credential: demo and partner tenants are at identitynow-demo.com, government tenants at saas.sailpointfedramp.com.",
		};
	}
	if (code !== undefined) {
		return {
			message: `No token could be had from ${origin}: ${inWords(code)}`,
			hint: 'Check the network of n8n, and whether ISC is up (status.sailpoint.com).',
		};
	}
	return {
		message,
		hint: 'Check client ID and secret in the credential, and that they belong to this tenant. A personal access token expires (after six months by default) and can be deleted: create a new one if in doubt. An API client needs the grant type Client Credentials.',
		status,
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
