import type { IDataObject } from '../n8n';

import { parseJsonText } from '../losslessJson';
import { getBodyMessage } from './errorMessage';

/** An error that n8n threw for a request. */
export type ClassifiedError =
	/** The token request failed. */
	| AuthError
	/** There was no response; the code is one of Node or axios. */
	| { kind: 'network'; code: string }
	| { kind: 'cancelled' }
	/** n8n itself failed, for example to read the credential. */
	| { kind: 'host'; text: string }
	/** n8n couldn't store the body of the response. */
	| { kind: 'store'; text: string };

export interface AuthError {
	kind: 'auth';
	text: string;
	/** Problem that is known without a request to ISC. */
	state?: 'notConnected' | 'noRefreshToken' | 'otherTenant';
	/** OAuth 2.0 error code, such as `invalid_client`. */
	oauthError?: string;
	/** Error description of ISC. */
	description?: string;
	/** HTTP status of the token endpoint. */
	status?: number;
	/** Code of the network error if the token endpoint didn't respond. */
	code?: string;
}

export type TokenError = AuthError | Extract<ClassifiedError, { kind: 'host' }>;

/** A failed token request. */
export class NoTokenError extends Error {
	readonly failure: TokenError;

	constructor(failure: TokenError, options?: ErrorOptions) {
		super(failure.text, options);
		this.failure = failure;
	}
}

/** Properties that errors of n8n and their causes can have. */
interface ErrorLike {
	name?: string;
	message?: string;
	code?: string;
	status?: number;
	body?: unknown;
	cause?: ErrorLike;
	response?: { status: number };
	/** Only on errors of axios, which sends the requests. */
	config?: { url?: string };
}

/**
 * Messages of n8n for a token request that n8n itself rejected, such as one to a blocked host. These errors have no
 * code or property to distinguish them.
 */
const AUTH_ERROR_TEXT = /acquire OAuth2 access token|without access token/i;
const NO_TOKEN_TEXT = /without access token/i;

/** Codes of Node and axios for a request that can't be sent, in contrast to one that failed in transit. */
const UNSENDABLE_CODE = /^ERR_(INVALID|HTTP_INVALID|BAD_OPTION|UNESCAPED)/;

/** Codes of n8n's OAuth2 client for an error response of the token endpoint. */
const REJECTED_CODES = new Set(['EAUTH', 'ESTATUS']);

/** Returns the error and its causes, outermost first. */
function listCauses(error: unknown): ErrorLike[] {
	const causes: ErrorLike[] = [];
	for (
		let cause = error as ErrorLike | undefined;
		typeof cause === 'object' && cause !== null && !causes.includes(cause);
		cause = cause.cause
	) {
		causes.push(cause);
	}
	return causes;
}

const findFirst = <T>(causes: ErrorLike[], pick: (cause: ErrorLike) => T | undefined) =>
	causes.map(pick).find((value) => value !== undefined && value !== null);

const getRootMessage = (causes: ErrorLike[], error: unknown) =>
	causes.at(-1)?.message ?? String(error);

function isTokenEndpointError(causes: ErrorLike[]): boolean {
	return causes.some(
		({ message, code, config }) =>
			REJECTED_CODES.has(code ?? '') ||
			/\/oauth\/token$/.test(config?.url ?? '') ||
			AUTH_ERROR_TEXT.test(message ?? ''),
	);
}

function classifyAuthError(causes: ErrorLike[], error: unknown): AuthError {
	const code = findFirst(causes, ({ code: errorCode }) => errorCode);
	const status = findFirst(causes, (cause) => cause.response?.status ?? cause.status);
	const rawBody = findFirst(causes, (cause) => cause.body);
	// n8n parses only the errors of OAuth 2.0.
	const body = (typeof rawBody === 'string' ? parseJsonText(rawBody)?.body : rawBody) as
		| IDataObject
		| undefined;
	const toText = (value: unknown) =>
		typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
	const text = getRootMessage(causes, error);
	return {
		kind: 'auth',
		text: NO_TOKEN_TEXT.test(text) ? 'the response contains no access token' : text,
		oauthError: toText(body?.error),
		description: toText(body?.error_description) ?? toText(getBodyMessage(body)),
		status,
		code: status !== undefined || REJECTED_CODES.has(code ?? '') ? undefined : code,
	};
}

/** Classifies an error of n8n's request helper. */
export function classifyError(error: unknown): ClassifiedError {
	if (error instanceof NoTokenError) return error.failure;
	const causes = listCauses(error);
	const code = findFirst(causes, ({ code: errorCode }) =>
		typeof errorCode === 'string' ? errorCode : undefined,
	);
	if (
		code === 'ERR_CANCELED' ||
		causes.some(({ name }) => name === 'CanceledError' || name === 'AbortError')
	) {
		return { kind: 'cancelled' };
	}
	if (isTokenEndpointError(causes)) return classifyAuthError(causes, error);
	// n8n's database or cache can refuse a connection with the same codes. Only errors of axios are about ISC.
	const isRequest = causes.some(({ config }) => config !== undefined);
	if (isRequest && code && !UNSENDABLE_CODE.test(code)) return { kind: 'network', code };
	return { kind: 'host', text: getRootMessage(causes, error) };
}

/** Classifies an error of n8n's helper that renews tokens. */
export function classifyRenewalError(error: unknown): TokenError {
	const failure = classifyError(error);
	if (failure.kind === 'auth') return failure;
	const causes = listCauses(error);
	const text = getRootMessage(causes, error);
	// The helper throws a NodeOperationError only if ISC rejects the refresh token, and drops ISC's error.
	const isRejected = causes.some(({ name }) => name === 'NodeOperationError');
	return isRejected ? { kind: 'auth', text, oauthError: 'invalid_grant' } : { kind: 'host', text };
}

/** Returns whether another token request right away would fail as well. */
export const isPermanentFailure = (failure: ClassifiedError) =>
	failure.kind === 'auth' &&
	failure.code === undefined &&
	(failure.status === undefined
		? failure.oauthError !== undefined
		: failure.status < 500 && failure.status !== 429);
