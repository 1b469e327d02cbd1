import { AuthError } from '@n8n/client-oauth2';
import { AxiosError, CanceledError, type InternalAxiosRequestConfig } from 'axios';
import { NodeApiError, NodeOperationError, OperationalError, type JsonObject } from 'n8n-workflow';

import {
	classifyError,
	isPermanentFailure,
	NoTokenError,
	classifyRenewalError,
} from '../../../../../nodes/shared/api/errors/classifyError.ts';
import { node } from '../samples.mts';

const wrapped = (error: unknown) => new NodeApiError(node, error as JsonObject);
const config = (url: string) => ({ url, headers: {} }) as InternalAxiosRequestConfig;
const API = config('https://acme.api.identitynow.com/accounts/v1');
const TOKEN = config('https://acme.api.identitynow.com/oauth/token');

const response = (status: number, data: unknown, headers: Record<string, string> = {}) => ({
	status,
	statusText: '',
	data,
	headers,
	config: API,
});

/** Creates the error of axios for a failing socket. */
const createNetworkError = (code: string, at = API) =>
	AxiosError.from(Object.assign(new Error(`read ${code}`), { code }), code, at);

/** Creates the error of n8n's OAuth2 client for a response without a reason. */
const createTokenEndpointError = (status: number) =>
	Object.assign(new Error(`HTTP status ${status}`), { status, body: 'nonsense', code: 'ESTATUS' });

const noToken = (cause: Error) =>
	new OperationalError(`Failed to acquire OAuth2 access token: ${cause.message}`, { cause });

describe('a network error', () => {
	test.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'ECONNABORTED'])(
		'is classified by its code: %s',
		(code) => {
			expect(classifyError(wrapped(createNetworkError(code)))).toEqual({ kind: 'network', code });
			expect(classifyError(createNetworkError(code))).toEqual({ kind: 'network', code });
		},
	);

	test('includes an incomplete response with any status', () => {
		const error = new AxiosError('aborted', 'ERR_BAD_RESPONSE', API, {}, response(200, undefined));
		expect(classifyError(wrapped(error))).toEqual({ kind: 'network', code: 'ERR_BAD_RESPONSE' });
	});

	test.each(['ECONNREFUSED', 'ENOTFOUND', 'SQLITE_BUSY'])(
		"doesn't include errors of n8n's own database: %s",
		(code) => {
			const error = Object.assign(new Error(`connect ${code}`), { code });
			const text = `connect ${code}`;
			expect(classifyError(error)).toEqual({ kind: 'host', text });
			expect(classifyError(wrapped(error))).toMatchObject({ kind: 'host' });
			expect(classifyRenewalError(error)).toEqual({ kind: 'host', text });
		},
	);
});

describe('a failed token request', () => {
	const errorBody = { error: 'invalid_client', error_description: 'Bad client credentials' };

	test('contains the error of the token endpoint', () => {
		const error = wrapped(noToken(new AuthError('Bad client credentials', errorBody)));
		expect(classifyError(error)).toEqual({
			kind: 'auth',
			text: 'Bad client credentials',
			oauthError: 'invalid_client',
			description: 'Bad client credentials',
			status: undefined,
			code: undefined,
		});
	});

	test('can have no reason', () => {
		const error = wrapped(noToken(createTokenEndpointError(400)));
		expect(classifyError(error)).toMatchObject({ kind: 'auth', status: 400, code: undefined });
	});

	test('contains the error of a renewal', () => {
		const error = wrapped(new AuthError('no', { error: 'unauthorized_client' }));
		expect(classifyError(error)).toMatchObject({
			kind: 'auth',
			text: 'no',
			oauthError: 'unauthorized_client',
		});
	});

	test.each(['ECONNREFUSED', 'ENOTFOUND'])(
		'contains the network error of the token endpoint: %s',
		(code) => {
			expect(classifyError(wrapped(noToken(createNetworkError(code, TOKEN))))).toMatchObject({
				kind: 'auth',
				code,
			});
			expect(classifyError(wrapped(createNetworkError(code, TOKEN)))).toMatchObject({
				kind: 'auth',
				code,
			});
		},
	);

	test('contains the status of the token endpoint', () => {
		const error = new AxiosError('failed', 'ERR_BAD_RESPONSE', TOKEN, {}, response(503, ''));
		expect(classifyError(wrapped(noToken(error)))).toMatchObject({ kind: 'auth', status: 503 });
	});

	test.each([
		['no access token', new Error('Unable to sign without access token')],
		['a host that n8n may not reach', noToken(new Error('IP address is blocked'))],
	])('includes requests that n8n itself rejected: %s', (_what, error) => {
		expect(classifyError(wrapped(error))).toMatchObject({ kind: 'auth' });
	});

	test('is recognized for a rejected refresh token, which n8n reports as a node error', () => {
		const error = new NodeOperationError(node, 'The credential "ISC" needs to be reconnected.');
		expect(classifyRenewalError(error)).toMatchObject({
			kind: 'auth',
			oauthError: 'invalid_grant',
		});
		const raw = new AuthError('no', { error: 'invalid_grant' });
		expect(classifyRenewalError(raw)).toMatchObject({
			kind: 'auth',
			oauthError: 'invalid_grant',
		});
	});

	test('keeps a NoTokenError of this package', () => {
		const failure = { kind: 'auth', text: '', state: 'notConnected' } as const;
		expect(classifyError(new NoTokenError(failure))).toBe(failure);
	});

	test.each([
		['a wrong secret', { oauthError: 'invalid_client' }, true],
		['a wrong host', { status: 404 }, true],
		['a rate limit', { status: 429 }, false],
		['an outage', { status: 503 }, false],
		['no response', { code: 'ECONNRESET' }, false],
	])('is permanent or not: %s, %j %s', (_what, overrides, isPermanent) => {
		expect(isPermanentFailure({ kind: 'auth', text: '', ...overrides })).toBe(isPermanent);
	});
});

test.each([
	['by axios', wrapped(new CanceledError('canceled'))],
	['by a signal', new DOMException('This operation was aborted', 'AbortError')],
])('recognizes a cancelled request: %s', (_what, error) => {
	expect(classifyError(error)).toEqual({ kind: 'cancelled' });
});

test.each<[string, unknown, string]>([
	['an error', new Error('no such credential'), 'no such credential'],
	['an error within another', wrapped(new Error('no such credential')), 'no such credential'],
	['text', 'broken', 'broken'],
	['nothing', undefined, 'undefined'],
])('classifies %s as an error of n8n', (_what, error, text) => {
	expect(classifyError(error)).toEqual({ kind: 'host', text });
});

test('handles circular causes', () => {
	const error = new Error('a');
	error.cause = new Error('b', { cause: error });
	expect(classifyError(error)).toEqual({ kind: 'host', text: 'b' });
});
