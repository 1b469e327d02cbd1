import { getOperationById } from '../../../../../nodes/shared/catalogue/operations.ts';
import type { AuthError } from '../../../../../nodes/shared/api/errors/classifyError.ts';
import {
	buildResponseErrorReport,
	buildTransportErrorReport,
} from '../../../../../nodes/shared/api/errors/errorReport.ts';
import { getErrorMessage } from '../../../../../nodes/shared/api/errors/errorMessage.ts';
import type { ApiRequest } from '../../../../../nodes/shared/api/types.ts';
import { buildSampleResponse, buildSampleRequest } from '../samples.mts';

const createTexts = (text: string) => [{ locale: 'en-US', localeOrigin: 'DEFAULT', text }];

describe('getErrorMessage', () => {
	test.each<[string, unknown, string]>([
		['the cause', { causes: createTexts('cause'), messages: createTexts('general') }, 'cause'],
		['the message without causes', { causes: [], messages: createTexts('general') }, 'general'],
		[
			'the message, with a blank cause',
			{ causes: createTexts(' '), messages: createTexts('general') },
			'general',
		],
		['error_description', { error_description: 'expired', error: 'invalid_grant' }, 'expired'],
		['error', { error: 'JWT is required' }, 'JWT is required'],
		['message', { message: ' Rate Limit Exceeded ' }, 'Rate Limit Exceeded'],
		['errorMessage', { errorName: 'X', errorMessage: 'no match' }, 'no match'],
		[
			'detailMessage',
			{ detailMessage: 'Specified offset is invalid.', stackTrace: [] },
			'Specified offset is invalid.',
		],
		['formatted_msg', { formatted_msg: 'old' }, 'old'],
		['the status text if the body contains no message', {}, 'Bad Request'],
		['the status text without a body', undefined, 'Bad Request'],
		['the message in a list', [{ error: 'x' }], 'x'],
		['the message in a list of text', { error: { code: 1 }, messages: ['x'] }, 'x'],
		['the message in an object', { error: { code: 1, message: 'taken' } }, 'taken'],
		['the message in errors', { errors: [{ field: 'name', message: 'is blank' }] }, 'is blank'],
		['detail', { title: 'Bad Request', detail: 'unknown field' }, 'unknown field'],
		['title', { type: 'about:blank', title: 'Bad filter' }, 'Bad filter'],
		['all of an unknown body', { reason: { code: 1 } }, 'Bad Request, {"reason":{"code":1}}'],
		[
			'no more than three levels',
			{ error: { error: { error: { error: { error: 'x' } } } } },
			'Bad Request, {"error":{"error":{"error":{"error":{"error":"x"}}}}}',
		],
	])('returns %s', (_what, body, expected) => {
		expect(
			getErrorMessage(buildSampleResponse({ status: 400, statusMessage: 'Bad Request', body })),
		).toBe(expected);
	});

	test('prefers the specific over the general', () => {
		const body: Record<string, unknown> = {
			causes: createTexts('1'),
			messages: createTexts('2'),
			error_description: '3',
			error: '4',
			message: '5',
			errorMessage: '6',
			detailMessage: '7',
			formatted_msg: '8',
		};
		const messages: string[] = [];
		for (const field of Object.keys(body)) {
			messages.push(getErrorMessage(buildSampleResponse({ status: 400, body: { ...body } })));
			delete body[field];
		}
		expect(messages).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
	});

	test('returns a placeholder if there is no reason', () => {
		expect(getErrorMessage(buildSampleResponse({ status: 400 }))).toBe('no reason given');
	});

	test('describes a web page', () => {
		const headers = { 'content-type': 'text/html' };
		expect(getErrorMessage(buildSampleResponse({ headers, body: '<html>' }))).toBe(
			'a web page instead of data',
		);
		const blocked = { headers, body: '<html><title> Blocked </title>' };
		expect(getErrorMessage(buildSampleResponse(blocked))).toBe(
			"a web page instead of data ('Blocked')",
		);
		const outage = { status: 504, statusMessage: 'Gateway Timeout', headers, body: '<html>' };
		expect(getErrorMessage(buildSampleResponse(outage))).toBe('Gateway Timeout');
	});
});

describe('buildResponseErrorReport', () => {
	const standard = {
		detailCode: '404 Not found',
		trackingId: 'b21b1f7ce4da4d639f2c62a57171b427',
		messages: createTexts('The server did not find a current representation.'),
		causes: [],
	};

	test('contains everything that support needs', () => {
		const path = '/accounts/v1/123';
		expect(
			buildResponseErrorReport(
				buildSampleRequest({ path }),
				buildSampleResponse({ status: 404, body: standard }),
			),
		).toEqual({
			message: 'ISC returned 404: The server did not find a current representation.',
			hint: expect.stringMatching(/^Check the ID, the path/) as string,
			request: 'GET /accounts/v1/123',
			status: 404,
			detailCode: '404 Not found',
			trackingId: 'b21b1f7ce4da4d639f2c62a57171b427',
		});
	});

	test.each<[string, unknown, string | undefined]>([
		['only the header has one', { error: 'x' }, 'of-header'],
		["the one in the body isn't text", { trackingId: 7 }, 'of-header'],
		['the body has one', { trackingId: 'of-body' }, 'of-body'],
	])('contains the tracking ID if %s', (_what, body, trackingId) => {
		const headers = { 'slpt-request-id': 'of-header' };
		expect(
			buildResponseErrorReport(
				buildSampleRequest(),
				buildSampleResponse({ status: 400, headers, body }),
			).trackingId,
		).toBe(trackingId);
	});

	test('leaves out query, headers, and body', () => {
		const secret = buildSampleRequest({
			method: 'POST',
			query: { filters: 'email eq "ann@acme.com"' },
			headers: { 'x-key': 'k3y' },
			body: '{"password":"pa55"}',
		});
		const buildReport = JSON.stringify(
			buildResponseErrorReport(secret, buildSampleResponse({ status: 400, body: {} })),
		);
		expect(buildReport).not.toMatch(/ann@acme|k3y|pa55/);
	});
});

describe('report of a network error', () => {
	const origin = 'https://acme.api.identitynow.com';
	const buildReport = (
		code: string,
		method: 'GET' | 'POST' = 'GET',
		overrides: Partial<ApiRequest> = {},
	) =>
		buildTransportErrorReport(
			buildSampleRequest({ method, path: '/accounts/v1', ...overrides }),
			origin,
			{
				kind: 'network',
				code,
			},
		);

	test.each([
		['ENOTFOUND', /^The host https:\S+ wasn't found$/, /'Tenant' and 'Domain'/],
		['SELF_SIGNED_CERT_IN_CHAIN', /^The certificate of .* isn't trusted/, /NODE_EXTRA_CA_CERTS/],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /^The certificate of/, /NODE_EXTRA_CA_CERTS/],
		['ECONNREFUSED', /: the connection was refused$/, /attempted several times/],
		['ECONNRESET', /: the connection was closed$/, /attempted several times/],
		['ETIMEDOUT', /: the request timed out$/, /'Timeout' under Options.*attempted several times/],
		['MALFORMED_JSON', /: the response was incomplete$/, /attempted several times/],
		['EPROTO', /: the TLS handshake failed$/, /attempted several times/],
		['HPE_INVALID_CONSTANT', /: the response isn't valid HTTP$/, /attempted several times/],
		['EUNKNOWN', /: eunknown$/, /attempted several times/],
		['CERT_HAS_EXPIRED', /isn't valid now \(CERT_HAS_EXPIRED\)$/, /clock of n8n/],
		['ERR_TLS_CERT_ALTNAME_INVALID', /is for another host/, /vanity address/],
	])('explains %s', (code, message, hint) => {
		expect(buildReport(code)).toMatchObject({
			message: expect.stringMatching(message) as string,
			hint: expect.stringMatching(hint) as string,
			request: 'GET /accounts/v1',
		});
	});

	test('says that a write may have been processed', () => {
		expect(buildReport('ECONNRESET', 'POST').hint).toMatch(
			/wasn't retried because ISC may have processed it/,
		);
		expect(buildReport('ECONNREFUSED', 'POST').hint).not.toMatch(/may have processed/);
		expect(
			buildReport('ECONNRESET', 'POST', { operation: getOperationById('searchPostV1') }).hint,
		).toMatch(/attempted several times/);
	});
});

describe('report of a failed token request', () => {
	const origin = 'https://acme.api.identitynow.com';
	const buildReport = (failure: Partial<AuthError>) =>
		buildTransportErrorReport(buildSampleRequest(), origin, {
			kind: 'auth',
			text: 'x',
			...failure,
		});

	test.each<[string, Partial<AuthError>, RegExp, RegExp]>([
		[
			'wrong secret',
			{ oauthError: 'invalid_client', description: 'Bad client credentials' },
			/^Couldn't get a token: Bad client credentials$/,
			/Check the client ID and secret/,
		],
		[
			'a reason of n8n',
			{ text: 'IP address is blocked' },
			/^Couldn't get a token: IP address is blocked$/,
			/Check the client ID and secret/,
		],
		[
			'an address that n8n blocks',
			{ text: 'The request was blocked because it resolves to a restricted IP address' },
			/n8n blocks requests to this private address$/,
			/N8N_SSRF_ALLOWED_IP_RANGES/,
		],
		[
			'a scope that the client lacks',
			{ oauthError: 'invalid_scope', description: 'Invalid scope: idn:x' },
			/^Couldn't get a token: Invalid scope: idn:x$/,
			/^Clear 'Scope' in the credential/,
		],
		[
			'a grant type that the client lacks',
			{ oauthError: 'unauthorized_client' },
			/^Couldn't get a token: unauthorized_client$/,
			/'Grant Type'/,
		],
		['not connected', { state: 'notConnected' }, /isn't connected yet/, /click 'Connect'/],
		[
			'invalid_grant',
			{ oauthError: 'invalid_grant', status: 400 },
			/needs to be connected again/,
			/Refresh tokens expire/,
		],
		[
			'no refresh token',
			{ state: 'noRefreshToken' },
			/needs to be connected again/,
			/grant types Authorization Code and Refresh Token/,
		],
		[
			'unknown tenant',
			{ code: 'ENOTFOUND' },
			/^The host https:\S+ wasn't found$/,
			/'Tenant' and 'Domain'/,
		],
		['no connection', { code: 'ECONNREFUSED' }, /the connection was refused$/, /network/],
		['an outage', { status: 503 }, /the response was 503$/, /later/],
		['another server', { status: 404 }, /isn't the API of a tenant$/, /'Tenant' and 'Domain'/],
		[
			'an untrusted certificate',
			{ code: 'SELF_SIGNED_CERT_IN_CHAIN' },
			/^The certificate of .* isn't trusted/,
			/NODE_EXTRA_CA_CERTS/,
		],
		['a proxy', { status: 407 }, /the response was 407$/, /'HTTPS_PROXY'/],
		['a firewall', { status: 403 }, /was 403 without a reason$/, /proxy or firewall/],
		['a rejection without a reason', { status: 401, text: 'HTTP status 401' }, /401$/, /client ID/],
		['a page', { status: 200 }, /isn't the API of a tenant$/, /'Tenant' and 'Domain'/],
	])('explains %s', (_what, failure, message, hint) => {
		expect(buildReport(failure)).toMatchObject({
			message: expect.stringMatching(message) as string,
			hint: expect.stringMatching(hint) as string,
			request: 'GET /accounts/v1',
		});
	});
});

describe('report of an error of n8n', () => {
	test("says that the request wasn't sent", () => {
		const failure = { kind: 'host', text: 'no such credential' } as const;
		expect(
			buildTransportErrorReport(buildSampleRequest(), 'https://acme.com', failure),
		).toMatchObject({
			message: "n8n couldn't send the request: no such credential",
			request: 'GET /accounts/v1',
		});
	});

	test.each([
		['GET', /^Check n8n's storage.*ISC processed this request\.$/],
		['POST', /^Don't repeat this request\. Check n8n's storage.*ISC processed this request\.$/],
	] as const)('says that ISC processed a %s', (method, hint) => {
		const failure = { kind: 'store', text: 'disk full' } as const;
		expect(
			buildTransportErrorReport(buildSampleRequest({ method }), 'https://acme.com', failure),
		).toMatchObject({
			message: "n8n couldn't store the response: disk full",
			hint: expect.stringMatching(hint) as string,
		});
	});
});

test("truncates ISC's text only after removing secrets, and never truncates a hint", () => {
	const secret = 's'.repeat(40);
	const safe = (text: string) => text.replaceAll(secret, '[secret]');
	const body = { error: 'x'.repeat(590) + secret + 'y'.repeat(1000) };
	const scope = Array.from({ length: 200 }, (_, index) => `idn:scope-${index}:read`);
	const buildReport = buildResponseErrorReport(
		buildSampleRequest(),
		buildSampleResponse({ status: 403, body }),
		{ user_name: 'ann', scope },
		safe,
	);
	expect(buildReport.message).not.toContain('sss');
	expect(buildReport.message.length).toBeLessThan(650);
	expect(buildReport.hint).toMatch(/idn:scope-199:read.*a new token\.$/);
});
