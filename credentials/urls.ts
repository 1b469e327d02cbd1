/**
 * The URLs of a tenant, derived from what the user typed.
 *
 * n8n reads OAuth URLs from credential fields only, so the derivation has to be an n8n expression. n8n works
 * out each expression of a credential anew for each request, in about a millisecond: there are few. The
 * parts below are JavaScript source that is put together into one. They hold no `}}`, which would end it.
 *
 * What cannot be right is derived to a URL that nothing can be sent to, and whose scheme says what to
 * mend: n8n's message names the scheme ("Unsupported protocol client-secret-is-missing:").
 */

const API_DOMAINS = ['identitynow.com', 'identitynow-demo.com', 'saas.sailpointfedramp.com'];

/** Where every tenant of identitynow.com signs in: `{tenant}.login.sailpoint.com`. */
const LOGIN_DOMAIN = 'sailpoint.com';

const escapeDots = (text: string) => text.replace(/\./g, '\\.');
const refused = (reason: string) => `'${reason}://refused'`;

/** The tenant field: a name, a host or a URL of the tenant, in any case, with spaces around it. */
const typedTenant = "String($self.tenant || '').trim().toLowerCase()";

const domains = API_DOMAINS.map(escapeDots).join('|');

/**
 * Match of the typed tenant: [1] its name, [2] the domain it was pasted with, if any. What could be read in
 * two ways (user info, backslashes, other schemes) does not match, so that no secret goes to a stranger.
 */
const tenantMatch = `${typedTenant}.match(/^(?:https?:\\/\\/)?(?!(?:api|login|www)(?:[.:\\/?#]|$))([a-z0-9][a-z0-9-]*)(?:(?:\\.api|\\.login)?\\.(${domains})|\\.login\\.${escapeDots(LOGIN_DOMAIN)})?(?::[0-9]+)?(?:[\\/?#].*)?$/)`;

/** A pasted domain wins over the chosen one: it is what the user saw in the address bar. */
const domainOf = '(m[2] || $self.domain)';

const tenantRefusal = `(${typedTenant} === '' ? ${refused('tenant-is-missing')} : ${refused(
	'choose-domain-custom-for-this-tenant-host',
)})`;

/** https anywhere, plain http on loopback only; [1] is the origin. */
const SAFE_ORIGIN =
	'/^(https:\\/\\/[a-z0-9.-]+(?::[0-9]+)?|http:\\/\\/(?:localhost|127\\.0\\.0\\.1|\\[::1\\])(?::[0-9]+)?)(?=[\\/?#]|$)/i';

const withScheme = (field: string) =>
	`(u => u === '' || u.includes('://') ? u : 'https://' + u)(String($self.${field} || '').trim())`;

const customApi = `((m) => m ? m[1] : ${refused('api-base-url-must-start-with-https')})(${withScheme('apiBaseUrl')}.match(${SAFE_ORIGIN}))`;

const customLogin = `(u => ${SAFE_ORIGIN}.test(u) ? u : ${refused('authorization-url-must-start-with-https')})(${withScheme('authorizationUrl')})`;

const tenantApi = `((m) => m ? 'https://' + m[1] + '.api.' + ${domainOf} : ${tenantRefusal})(${tenantMatch})`;

/** Outside identitynow.com the login host is not published; the UI host forwards to the right one. */
const tenantLogin = `((m) => m ? 'https://' + m[1] + (${domainOf} === 'identitynow.com' ? '.login.${LOGIN_DOMAIN}' : '.' + ${domainOf}) + '/oauth/authorize' : ${tenantRefusal})(${tenantMatch})`;

const apiOrigin = `($self.domain === 'custom' ? ${customApi} : ${tenantApi})`;

/** What is known to be refused by ISC is not sent: the first entry that holds is named. */
const CLIENT_PITFALLS: Array<[condition: string, reason: string]> = [
	["/^\\s|\\s$/.test($self.clientId || '')", 'client-id-has-spaces-around-it'],
	["/^\\s|\\s$/.test($self.clientSecret || '')", 'client-secret-has-spaces-around-it'],
	// PAT ids are 32 hex digits, API client ids are dashed: only the ids of old are this short.
	["/^[A-Za-z0-9]{16}$/.test($self.clientId || '')", 'client-id-is-a-legacy-id-create-a-new-one'],
	['!$self.clientId', 'client-id-is-missing'],
	// Only a public client, which signs in with PKCE, has none.
	["$self.grantType !== 'pkce' && !$self.clientSecret", 'client-secret-is-missing'],
];

const orPitfall = (url: string) =>
	CLIENT_PITFALLS.reduceRight(
		(rest, [condition, reason]) => `(${condition} ? ${refused(reason)} : ${rest})`,
		url,
	);

const expression = (code: string) => `={{ ${code} }}`;

/** Host of the tenant's API, for the list of hosts that the HTTP Request node may call. */
export const apiHostExpression = expression(
	`${apiOrigin}.replace(/^https?:\\/\\//, '').replace(/:[0-9]+$/, '')`,
);

/** Where tokens come from; its origin is that of the tenant's API. */
export const tokenUrlExpression = expression(orPitfall(`${apiOrigin} + '/oauth/token'`));

/** A browser shows nothing for a scheme it does not know: here a host that cannot exist carries the words. */
const forBrowser = `.replace(/^([a-z-]+):\\/\\/refused$/, 'https://$1.invalid/')`;

export const authorizationUrlExpression = expression(
	`${orPitfall(`($self.domain === 'custom' ? ${customLogin} : ${tenantLogin})`)}${forBrowser}`,
);
