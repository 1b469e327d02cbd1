import { assertValidCredentialUrl } from '../nodes/shared/api/apiOrigin';

/**
 * Builds the URLs of a tenant from the fields of the credential.
 *
 * n8n reads OAuth URLs from credential fields only, so the code must be an n8n expression. n8n evaluates each expression
 * of a credential again for each request, in about a millisecond, so there are few. The constants below are JavaScript
 * source code for one expression. They must not contain `}}`, which would end the expression.
 *
 * Invalid fields result in a URL that can't receive a request. Its scheme names the problem, such as
 * `client-secret-is-missing://refused`. The nodes and the credential test explain it.
 */

const API_DOMAINS = ['identitynow.com', 'identitynow-demo.com', 'saas.sailpointfedramp.com'];

/** Domain of the login pages for identitynow.com: `{tenant}.login.sailpoint.com`. */
const LOGIN_DOMAIN = 'sailpoint.com';

const escapeDots = (text: string) => text.replace(/\./g, '\\.');
const buildInvalidUrl = (problem: string) => `'${problem}://refused'`;

/** The 'Tenant' field: a name, a host, or a URL of the tenant, in any case, with spaces around it. */
const typedTenant = "String($self.tenant || '').trim().toLowerCase()";

const domains = API_DOMAINS.map(escapeDots).join('|');

/**
 * Match of the 'Tenant' field: [1] the name, [2] the domain of a pasted address. Ambiguous values (user info,
 * backslashes, other schemes) don't match, so secrets can't reach an unknown host.
 */
const tenantMatch = `${typedTenant}.match(/^(?:https?:\\/\\/)?(?!(?:api|login|www|https?)(?:[.:\\/?#]|$))([a-z0-9][a-z0-9-]*)(?:(?:\\.api|\\.login)?\\.(${domains})|\\.login\\.${escapeDots(LOGIN_DOMAIN)})?(?::[0-9]+)?(?:[\\/?#].*)?$/)`;

/** A pasted domain takes precedence over the 'Domain' field: the user copied it from the address bar. */
const pastedOrSelectedDomain = '(m[2] || $self.domain)';

const tenantProblem = `(${typedTenant} === '' ? ${buildInvalidUrl('tenant-is-missing')} : ${buildInvalidUrl(
	'choose-domain-custom-for-this-tenant-host',
)})`;

/** https anywhere, plain http on loopback only; [1] is the origin. */
const SAFE_ORIGIN =
	'/^(https:\\/\\/[a-z0-9.-]+(?::[0-9]+)?|http:\\/\\/(?:localhost|127\\.0\\.0\\.1|\\[::1\\])(?::[0-9]+)?)(?=[\\/?#]|$)/i';

const withScheme = (field: string) =>
	`(u => u === '' || u.includes('://') ? u : 'https://' + u)(String($self.${field} || '').trim())`;

const customApi = `((m) => m ? m[1].toLowerCase() : ${buildInvalidUrl('api-base-url-must-start-with-https')})(${withScheme('apiBaseUrl')}.match(${SAFE_ORIGIN}))`;

const customLogin = `(u => ${SAFE_ORIGIN}.test(u) ? u : ${buildInvalidUrl('authorization-url-must-start-with-https')})(${withScheme('authorizationUrl')})`;

const tenantApi = `((m) => m ? 'https://' + m[1] + '.api.' + ${pastedOrSelectedDomain} : ${tenantProblem})(${tenantMatch})`;

/** For other domains than identitynow.com, the login host isn't documented, but the UI host redirects to it. */
const tenantLogin = `((m) => m ? 'https://' + m[1] + (${pastedOrSelectedDomain} === 'identitynow.com' ? '.login.${LOGIN_DOMAIN}' : '.' + ${pastedOrSelectedDomain}) + '/oauth/authorize' : ${tenantProblem})(${tenantMatch})`;

const apiOrigin = `($self.domain === 'custom' ? ${customApi} : ${tenantApi})`;

/** Values that ISC always rejects. The first matching entry determines the message. */
const CLIENT_PROBLEMS: Array<[condition: string, problem: string]> = [
	["/^\\s|\\s$/.test($self.clientId || '')", 'client-id-has-spaces-around-it'],
	["/^\\s|\\s$/.test($self.clientSecret || '')", 'client-secret-has-spaces-around-it'],
	// IDs of personal access tokens are 32 hex digits, those of API clients are UUIDs. Only legacy IDs are this short.
	["/^[A-Za-z0-9]{16}$/.test($self.clientId || '')", 'client-id-is-a-legacy-id-create-a-new-one'],
	['!$self.clientId', 'client-id-is-missing'],
	// Only public clients, which use PKCE, have no secret.
	["$self.grantType !== 'pkce' && !$self.clientSecret", 'client-secret-is-missing'],
];

const withClientChecks = (url: string) =>
	CLIENT_PROBLEMS.reduceRight(
		(rest, [condition, problem]) => `(${condition} ? ${buildInvalidUrl(problem)} : ${rest})`,
		url,
	);

const expression = (code: string) => `={{ ${code} }}`;

/** Host of the tenant's API, for the hosts that the HTTP Request node can call. */
export const apiHostExpression = expression(
	`${apiOrigin}.replace(/^https?:\\/\\//, '').replace(/:[0-9]+$/, '')`,
);

/** Token URL. Its origin is the origin of the tenant's API. */
export const tokenUrlExpression = expression(withClientChecks(`${apiOrigin} + '/oauth/token'`));

/** Browsers show nothing for an unknown scheme, so the authorization URL names the problem in a host that can't exist. */
const toBrowserUrl = `.replace(/^([a-z-]+):\\/\\/refused$/, 'https://$1.invalid/')`;

export const authorizationUrlExpression = expression(
	`${withClientChecks(`($self.domain === 'custom' ? ${customLogin} : ${tenantLogin})`)}${toBrowserUrl}`,
);

const PROBLEMS = [
	'tenant-is-missing',
	'choose-domain-custom-for-this-tenant-host',
	'api-base-url-must-start-with-https',
	...CLIENT_PROBLEMS.map(([, problem]) => problem),
];

/** Returns the nodes' explanation of an invalid URL. */
function explainProblem(problem: string): string {
	try {
		assertValidCredentialUrl(`${problem}://refused`);
	} catch (error) {
		const { message, description } = error as Error & { description: string };
		return `${message}. ${description}`;
	}
	return '';
}

const explanations = JSON.stringify(
	Object.fromEntries(PROBLEMS.map((problem) => [problem, explainProblem(problem)])),
);

/**
 * Origin of the tenant's API, for the credential test. Throws an explanation for invalid fields, before n8n requests a
 * token. n8n shows only its own errors from expressions, so the code throws one with another message.
 */
export const testOriginExpression = expression(
	`((url, explanations) => { const explanation = explanations[url.split('://refused')[0]]; if (!explanation) return url.replace('/oauth/token', ''); try { return ''.hash('none'); } catch (error) { error.message = explanation; throw error; } })($credentials.accessTokenUrl, ${explanations})`,
);
