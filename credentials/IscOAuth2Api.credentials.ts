import type { ICredentialTestRequest, ICredentialType, Icon, INodeProperties } from 'n8n-workflow';

import { apiHostExpression, authorizationUrlExpression, tokenUrlExpression } from './urls';

const SIGN_IN = ['authorizationCode', 'pkce'];

/**
 * Signs in to one SailPoint Identity Security Cloud tenant. n8n's own OAuth2 code fetches, stores and
 * renews the tokens; this type only tells it where and how.
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
					description: 'Client credentials: best for workflows that run by themselves',
				},
				{
					name: 'Sign in With SailPoint',
					value: 'authorizationCode',
					description: 'Authorization code: you sign in once in the browser, with a client secret',
				},
				{
					name: 'Sign in With SailPoint (PKCE)',
					value: 'pkce',
					description: 'Authorization code with PKCE: also for public clients without a secret',
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
				'Personal access token: your name (top right) > Preferences > Personal Access Tokens > New Token. API client: Admin > Global > Security Settings > API Management > New.',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'ISC shows the secret once, when the token or client is created. Leave empty only for a public client that signs in with PKCE. After a change, n8n keeps using the token it has until that expires.',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default: '',
			placeholder: 'e.g. idn:accounts:read idn:sources:read',
			description:
				'Leave empty to get the scopes that the token or client was created with; scopes cannot be added here. Never ask for sp:scopes:all and sp:scopes:default together: ISC answers invalid_scope.',
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
				'Name of your tenant: the first part of acme.identitynow.com. You can also paste the address of your tenant, its API or its login page.',
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
				'Choose Custom or Vanity if the address of your tenant ends in none of these. If you paste an address as tenant, the domain in it is used.',
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
				'A vanity address changes only the address of the user interface. Open it, sign in and add /ui/session to it: the value of baseUrl belongs here. Must start with https://.',
		},
		{
			// Not `authUrl` itself: n8n keeps one property for each name, and that one is derived, and checked, below.
			displayName: 'Authorization URL',
			name: 'authorizationUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://acme.login.sailpoint.com/oauth/authorize',
			displayOptions: { show: { domain: ['custom'], grantType: SIGN_IN } },
			description:
				'Open the API base URL followed by /oauth/info in a browser: the value of authorizeEndpoint belongs here. Must start with https://.',
		},
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'options',
			options: [
				{ name: "All (Sends This Tenant's Token to Any Host)", value: 'all' },
				{ name: 'None', value: 'none' },
				{ name: "Only This Tenant's API", value: 'domains' },
			],
			default: 'domains',
			description:
				'Where HTTP Request and GraphQL nodes may send requests with this credential. The SailPoint ISC nodes call the API of this tenant only, whatever is chosen here.',
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
			displayOptions: { show: { grantType: SIGN_IN } },
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

	/** Public identities need no right, so this answers for every user level; n8n runs it for client credentials. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.accessTokenUrl.replace("/oauth/token", "") }}',
			url: '/public-identities/v1',
			qs: { limit: 1 },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'ISC did not accept the token. Check that client ID and secret belong to this tenant, and that the personal access token has not expired or been deleted.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'Signed in: client ID and secret are right, and you can keep this credential. But the token has no user context (an API client) or lacks the scope sp:scopes:default, so endpoints that need a user will answer 403. A personal access token has a user context.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						'The host answered, but it is not the API of an ISC tenant. Check Tenant and Domain, or the API Base URL: it is the API host, not the host of the user interface or the login page.',
				},
			},
		],
	};
}
