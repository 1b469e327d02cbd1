import type { IDataObject } from 'n8n-workflow';

/** What became of a request that the host threw an error for. */
export type HostFailure =
	/** ISC answered with a status that the host does not hand through: 401. */
	| { kind: 'answer'; statusCode: number; headers: IDataObject; body: unknown }
	/** No token could be had. */
	| { kind: 'signIn'; text: string; oauthError?: string; status?: number; code?: string }
	/** No answer came; code as in Node's system errors or axios. */
	| { kind: 'network'; code: string }
	| { kind: 'cancelled' }
	/** Something that the host itself found wrong. */
	| { kind: 'host'; text: string };

export type NoAnswer = Exclude<HostFailure, { kind: 'answer' }>;
export type SignInFailure = Extract<HostFailure, { kind: 'signIn' }>;

/** The properties that the host's errors and their causes carry, all of them at times. */
interface ErrorLike {
	name?: string;
	message?: string;
	code?: string;
	status?: number;
	body?: unknown;
	cause?: ErrorLike;
	response?: { status: number; headers?: IDataObject; data?: unknown };
	config?: { url?: string };
}

const SIGN_IN_TEXT =
	/acquire OAuth2 access token|needs to be reconnected|no refresh token|credentials not connected|without access token/i;

/** Codes of Node and axios for a request that cannot be made, not for one that failed on the way. */
const UNSENDABLE = /^ERR_(INVALID|HTTP_INVALID|BAD_OPTION|UNESCAPED)/;

/** The error and what caused it, outermost first. */
function causesOf(error: unknown): ErrorLike[] {
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

const first = <T>(causes: ErrorLike[], pick: (cause: ErrorLike) => T | undefined) =>
	causes.map(pick).find((value) => value !== undefined && value !== null);

/** EAUTH and ESTATUS are what n8n's OAuth2 client calls a refusal by the token endpoint. */
function comesFromTokenEndpoint(causes: ErrorLike[]): boolean {
	return causes.some(
		({ message, code, config }) =>
			SIGN_IN_TEXT.test(message ?? '') ||
			code === 'EAUTH' ||
			code === 'ESTATUS' ||
			/\/oauth\/token$/.test(config?.url ?? ''),
	);
}

/** Reads an error that the host's request or token helpers threw. */
export function hostFailure(error: unknown): HostFailure {
	const causes = causesOf(error);
	const innermost = causes.at(-1);
	const code = first(causes, ({ code: found }) => (typeof found === 'string' ? found : undefined));
	const response = first(causes, (cause) => cause.response);

	if (
		code === 'ERR_CANCELED' ||
		causes.some(({ name }) => name === 'CanceledError' || name === 'AbortError')
	) {
		return { kind: 'cancelled' };
	}
	if (comesFromTokenEndpoint(causes)) {
		const status = response?.status ?? first(causes, (cause) => cause.status);
		const body = first(causes, (cause) => cause.body) as { error?: unknown } | undefined;
		return {
			kind: 'signIn',
			text:
				first(causes, ({ message }) => (SIGN_IN_TEXT.test(message ?? '') ? message : undefined)) ??
				innermost?.message ??
				'',
			oauthError: typeof body?.error === 'string' ? body.error : undefined,
			status,
			code: status !== undefined || code === 'EAUTH' || code === 'ESTATUS' ? undefined : code,
		};
	}
	// A body that breaks off comes as an error with the answer's status, 200 as a rule: no answer at all.
	if (response && response.status >= 400) {
		const { status: statusCode, headers = {}, data } = response;
		return { kind: 'answer', statusCode, headers, body: data };
	}
	if (code && !UNSENDABLE.test(code)) return { kind: 'network', code };
	return { kind: 'host', text: innermost?.message ?? String(error) };
}
