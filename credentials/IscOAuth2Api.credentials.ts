import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import {
	apiHostExpression,
	authorizationUrlExpression,
	testOriginExpression,
	tokenUrlExpression,
} from './urls';

const SIGN_IN_GRANTS = ['authorizationCode', 'pkce'];

/**
 * Credential for one SailPoint Identity Security Cloud tenant. n8n's OAuth2 code fetches, stores and renews the tokens;
 * this type configures it. n8n shows inherited fields first, so 'Tenant' can't precede 'Client ID'.
 */
export class IscOAuth2Api implements ICredentialType {
	name = 'iscOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'SailPoint ISC OAuth2 API';

	icon: Icon = {
		light: 'file:sailpointIsc.svg',
		dark: 'file:sailpointIsc.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-sailpoint-isc/n8n-nodes-sailpoint-isc/blob/main/docs/authentication.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{
					name: 'Personal Access Token or API Client',
					value: 'clientCredentials',
					description: 'Client credentials. Best for workflows that run unattended.',
				},
				{
					name: 'Sign in With SailPoint',
					value: 'authorizationCode',
					description:
						'Authorization code. You sign in once in the browser, and need a client secret.',
				},
				{
					name: 'Sign in With SailPoint (PKCE)',
					value: 'pkce',
					description: 'Authorization code with PKCE, also for public clients without a secret',
				},
			],
			default: 'clientCredentials',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 86f1dc6f2b4c4b0d9d6a8f0c3f1f7a52',
			description:
				'To create a personal access token, go to your name (top right) > Preferences > Personal Access Tokens > New Token. To create an API client, go to Admin > Global > Security Settings > API Management > New.',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'ISC shows the secret only once, when you create the token or client. Leave empty only for a public client with PKCE. After you change the secret, n8n uses its current access token until it expires.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: '',
			placeholder: 'e.g. idn:accounts:read idn:sources:read',
			description:
				'Space-separated scopes to request. Leave empty to use all scopes of the token or client. You can only restrict scopes here, not add any. ISC rejects sp:scopes:all together with sp:scopes:default.',
		},
		{
			displayName: 'Tenant',
			name: 'tenant',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acme',
			displayOptions: { hide: { domain: ['custom'] } },
			description:
				'Name of your tenant, which is the first part of acme.identitynow.com. You can also paste the address of your tenant, its API, or its login page.',
		},
		{
			displayName: 'Domain',
			name: 'domain',
			type: 'options',
			options: [
				{ name: 'Custom or Vanity', value: 'custom' },
				{ name: 'identitynow.com', value: 'identitynow.com' },
				{ name: 'identitynow-demo.com (Demo and Partner Tenants)', value: 'identitynow-demo.com' },
				{ name: 'saas.sailpointfedramp.com (FedRAMP)', value: 'saas.sailpointfedramp.com' },
			],
			default: 'identitynow.com',
			description:
				'Domain of your tenant. A domain in a pasted tenant address takes precedence. For any other domain, use Custom or Vanity.',
		},
		{
			displayName: 'API Base URL',
			name: 'apiBaseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://acme.api.identitynow.com',
			displayOptions: { show: { domain: ['custom'] } },
			description:
				'Base URL of the API. A vanity address applies only to the user interface: sign in there, open /ui/session, and copy the value of baseUrl. Must start with https://.',
		},
		{
			// Not `authUrl`: n8n keeps one property per name, and the expression for `authUrl` validates this field.
			displayName: 'Authorization URL',
			name: 'authorizationUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://acme.login.sailpoint.com/oauth/authorize',
			displayOptions: { show: { domain: ['custom'], grantType: SIGN_IN_GRANTS } },
			description:
				'URL of the sign-in page. Open the API base URL followed by /oauth/info, and copy the value of authorizeEndpoint. Must start with https://.',
		},
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'options',
			options: [
				{ name: 'All (Sends the Token to Any Host)', value: 'all' },
				{ name: 'None', value: 'none' },
				{ name: "Only This Tenant's API", value: 'domains' },
			],
			default: 'domains',
			description:
				"Hosts that the HTTP Request and GraphQL nodes can call with this credential. The SailPoint ISC nodes always call only this tenant's API.",
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'hidden',
			default: apiHostExpression,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: tokenUrlExpression,
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			displayOptions: { show: { grantType: SIGN_IN_GRANTS } },
			default: authorizationUrlExpression,
		},
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
		{
			displayName: 'Auth URI Query Parameters',
			name: 'authQueryParameters',
			type: 'hidden',
			default: '',
		},
		{
			displayName: 'Send Additional Body Properties',
			name: 'sendAdditionalBodyProperties',
			type: 'hidden',
			default: false,
		},
		{
			displayName: 'Additional Body Properties',
			name: 'additionalBodyProperties',
			type: 'hidden',
			default: '',
		},
	];

	/** Public identities need no user level. n8n runs the test only for client credentials. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: testOriginExpression,
			url: '/public-identities/v1',
			qs: { limit: 1 },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'ISC rejected the token. Check that the client ID and secret belong to this tenant, and that the personal access token still exists and has not expired.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The client ID and secret are valid, and you can keep this credential. But the token has no user context (API client) or lacks the scope sp:scopes:default, so ISC returns 403 for endpoints that require a user. To avoid this, use a personal access token.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						"The host responded, but isn't the API of an ISC tenant. Check 'Tenant' and 'Domain', or 'API Base URL', which must be the API host, not the host of the user interface or the login page.",
				},
			},
		],
	};
}
