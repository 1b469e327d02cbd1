/*
 * Error responses in the forms that were recorded from tenants. Names, IDs and details are invented. The services of ISC
 * differ: `causes` are often missing, the reason can be in the first of two messages, codes are written in several
 * forms, and some responses aren't JSON.
 */
export interface RecordedAnswer {
	status: number;
	headers?: Record<string, string>;
	body: unknown;
}

const trackingId = '0a1b2c3d4e5f60718293a4b5c6d7e8f9';

const standard = (status: number, detailCode: string, text: string): RecordedAnswer => ({
	status,
	body: {
		detailCode,
		trackingId,
		messages: [{ locale: 'en-US', localeOrigin: 'DEFAULT', text }],
	},
});

const badContent = (text: string) => standard(400, '400.1 Bad request content', text);

const unknownColumn = 'Column: "[id]" is unknown and/or column: "[User]" is missing';

const nginx = (title: string) =>
	`<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;

export const refusals = {
	'400 illegal value': standard(
		400,
		'400.1.3 Illegal value',
		'Value of "item.type" is empty or contains invalid data.',
	),
	'400 referenced object': standard(
		400,
		'400.1.404 Referenced object not found',
		'Referenced identity "2c9180000000000000000000000000aa" was not found.',
	),
	'400 without causes': badContent('Identity "A.Person" already has access to "Payroll Reader".'),
	'400 detailMessage': {
		status: 400,
		body: {
			detailMessage: 'Specified offset is invalid.',
			stackTrace: [],
			suppressedExceptions: [],
		},
	},
	'400 filter not queryable': badContent(
		'Invalid filter properties: "[name]". Properties are not queryable.',
	),
	'400 immutable field': badContent('Illegal attempt to modify "healthy" field'),
	'400 legacy': {
		status: 400,
		body: {
			msg_template: 'Attribute {0} is not allowed',
			slpt_error_code: 'BAD_ATTRIBUTE',
			formatted_msg: 'Attribute healthy is not allowed',
			exception_id: '77aa',
			error_code: 1018,
			http_response_code: 400,
		},
	},
	'400 semantic': badContent(
		'The request was syntactically correct but its content is semantically invalid.',
	),
	'400 two messages': {
		status: 400,
		body: {
			detailCode: '400.1.3 Illegal value',
			trackingId,
			messages: [
				{ locale: 'und', localeOrigin: 'REQUEST', text: unknownColumn },
				{ locale: 'en-US', localeOrigin: 'DEFAULT', text: unknownColumn },
			],
			causes: [],
		},
	},
	'401 expired': { status: 401, body: { error: 'JWT validation failed: JWT is expired' } },
	'403 standard': standard(
		403,
		'403 Forbidden',
		'The server understood the request but refuses to authorize it.',
	),
	'404 of a Go service': {
		...standard(404, 'Not Found', 'role insight not found'),
		headers: { 'SLPT-Request-ID': trackingId },
	},
	'404 plain text': {
		status: 404,
		headers: { 'content-type': 'text/plain;charset=UTF-8' },
		body: 'Link with ID or name 9f00aa was not found.',
	},
	'404 standard': standard(
		404,
		'404 Not found',
		'The server did not find a current representation for the target resource.',
	),
	'429 in words': {
		status: 429,
		headers: { 'Retry-After': '2' },
		body: { message: ' Rate Limit Exceeded ' },
	},
	'500 not acceptable': {
		status: 500,
		body: {
			errorName: 'NotAcceptableException',
			errorMessage: 'RESTEASY003635: No match for accept header',
			trackingId,
		},
	},
	'501 feature off': standard(
		501,
		'501 Not implemented',
		'This feature is not enabled for the tenant.',
	),
	'504 of the gateway': {
		status: 504,
		headers: { 'content-type': 'text/html', Server: 'nginx' },
		body: nginx('504 Gateway Time-out'),
	},
	'token: invalid scope': {
		status: 400,
		body: { error: 'invalid_scope', error_description: 'Invalid scope: sp:scopes:all' },
	},
	'token: invalid client': {
		status: 401,
		body: { error: 'invalid_client', error_description: 'Bad client credentials' },
	},
} satisfies Record<string, RecordedAnswer>;
