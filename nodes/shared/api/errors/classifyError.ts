import type { IDataObject } from '../n8n';

/** What became of a request that the host threw an error for. */
export type ClassifiedError =
	/** No token could be had. */
	| AuthError
	/** No answer came; code as in Node's system errors or axios. */
	| { kind: 'network'; code: string }
	| { kind: 'cancelled' }
	/** Something went wrong within n8n, such as its store of credentials. */
	| { kind: 'host'; text: string }
	/** The answer came, but n8n couldn't store its body. */
	| { kind: 'store'; text: string };

export interface AuthError {
	kind: 'auth';
	text: string;
	/** What the state of the credential told, without asking ISC. */
	state?: 'notConnected' | 'noRefreshToken' | 'otherTenant';
	/** Code of the token endpoint's refusal, such as `invalid_client`. */
	oauthError?: string;
	/** The reason in ISC's words. */
	description?: string;
	status?: number;
	/** Code of the network failure, where the token endpoint didn't answer. */
	code?: string;
}

export type TokenError = AuthError | Extract<ClassifiedError, { kind: 'host' }>;

/** A token couldn't be had. */
export class NoTokenError extends Error {
	readonly failure: TokenError;

	constructor(failure: TokenError, options?: ErrorOptions) {
		super(failure.text, options);
		this.failure = failure;
	}
}

/** The properties that the host's errors and their causes carry, all of them at times. */
interface ErrorLike {
	name?: string;
	message?: string;
	code?: string;
	status?: number;
	body?: unknown;
	cause?: ErrorLike;
	response?: { status: number };
	/** Only on errors of axios, which makes the requests. */
	config?: { url?: string };
}

/**
 * What n8n says of a token that it couldn't get for reasons of its own, such as a host that it may not reach: no
 * code or property tells these errors from others.
 */
const AUTH_ERROR_TEXT = /acquire OAuth2 access token|without access token/i;

/** Codes of Node and axios for a request that cannot be made, not for one that failed on the way. */
const UNSENDABLE_CODE = /^ERR_(INVALID|HTTP_INVALID|BAD_OPTION|UNESCAPED)/;

/** What n8n's OAuth2 client calls a refusal by the token endpoint. */
const REJECTED_CODES = new Set(['EAUTH', 'ESTATUS']);

/** The error and what caused it, outermost first. */
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
	const code = findFirst(causes, ({ code: found }) => found);
	const status = findFirst(causes, (cause) => cause.response?.status ?? cause.status);
	const body = findFirst(causes, (cause) => cause.body) as IDataObject | undefined;
	const toText = (value: unknown) =>
		typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
	return {
		kind: 'auth',
		text: getRootMessage(causes, error),
		oauthError: toText(body?.error),
		description: toText(body?.error_description),
		status,
		code: status !== undefined || REJECTED_CODES.has(code ?? '') ? undefined : code,
	};
}

/** Reads an error that the host's request helper threw. */
export function classifyError(error: unknown): ClassifiedError {
	if (error instanceof NoTokenError) return error.failure;
	const causes = listCauses(error);
	const code = findFirst(causes, ({ code: found }) =>
		typeof found === 'string' ? found : undefined,
	);
	if (
		code === 'ERR_CANCELED' ||
		causes.some(({ name }) => name === 'CanceledError' || name === 'AbortError')
	) {
		return { kind: 'cancelled' };
	}
	if (isTokenEndpointError(causes)) return classifyAuthError(causes, error);
	// A database or cache of n8n refuses connections with the same codes; only axios made a request to ISC.
	const isRequest = causes.some(({ config }) => config !== undefined);
	if (isRequest && code && !UNSENDABLE_CODE.test(code)) return { kind: 'network', code };
	return { kind: 'host', text: getRootMessage(causes, error) };
}

/** Reads an error that the host's helper for renewing a token threw. */
export function classifyRenewalError(error: unknown): TokenError {
	const failure = classifyError(error);
	if (failure.kind === 'auth') return failure;
	const causes = listCauses(error);
	const text = getRootMessage(causes, error);
	// The helper has an error of the node for one case, a refresh token that ISC refuses, and drops ISC's words then.
	const isRefused = causes.some(({ name }) => name === 'NodeOperationError');
	return isRefused ? { kind: 'auth', text, oauthError: 'invalid_grant' } : { kind: 'host', text };
}

/** Whether asking for a token again at once would change nothing. */
export const isPermanentFailure = (failure: ClassifiedError) =>
	failure.kind === 'auth' &&
	failure.code === undefined &&
	(failure.status === undefined
		? failure.oauthError !== undefined
		: failure.status < 500 && failure.status !== 429);
