import { dashed, createSeededHex } from '../data/seededRandom.mts';

export type Grant = 'client_credentials' | 'authorization_code' | 'refresh_token';

export interface Client {
	id: string;
	name: string;
	/** Null for a public client. */
	secret: string | null;
	/** Whether tokens of the client-credentials grant belong to a user, like those of a personal access token. */
	userContext: boolean;
	grants: Grant[];
	scopes: string[];
	redirectUris: string[];
	/** Whether the ID has the old format, which is rejected with any secret. */
	legacy?: boolean;
	/** When the client expires; undefined for never. */
	expires?: string;
}

export type ClientName =
	| 'pat'
	| 'apiClient'
	| 'narrowPat'
	| 'webApp'
	| 'publicApp'
	| 'bothScopes'
	| 'legacy';

const id = (name: string) => createSeededHex(7, name, 32);
const secret = (name: string) => createSeededHex(8, name, 64);
const redirectUris = ['https://app.acme.example/callback'];
const browserGrants: Grant[] = ['authorization_code', 'refresh_token'];

/** The clients of every simulator, with the same IDs and secrets for every seed. */
export const defaultClients = {
	/** Personal access token with all rights of an administrator. */
	pat: {
		id: id('pat'),
		name: 'Administrator PAT',
		secret: secret('pat'),
		userContext: true,
		grants: ['client_credentials'],
		scopes: ['sp:scopes:all'],
		redirectUris: [],
	},
	/** API client without a user, which operations that need a user reject. */
	apiClient: {
		id: dashed(id('apiClient')),
		name: 'Service client',
		secret: secret('apiClient'),
		userContext: false,
		grants: ['client_credentials'],
		scopes: ['sp:scopes:all'],
		redirectUris: [],
	},
	/** Personal access token with hardly any rights. */
	narrowPat: {
		id: id('narrowPat'),
		name: 'Narrow PAT',
		secret: secret('narrowPat'),
		userContext: true,
		grants: ['client_credentials'],
		scopes: ['sp:scopes:default'],
		redirectUris: [],
	},
	/** Confidential client for the authorization-code grant, with refresh. */
	webApp: {
		id: dashed(id('webApp')),
		name: 'Web app',
		secret: secret('webApp'),
		userContext: true,
		grants: browserGrants,
		scopes: ['sp:scopes:all'],
		redirectUris,
	},
	/** Public client: PKCE instead of a secret, with refresh. */
	publicApp: {
		id: dashed(id('publicApp')),
		name: 'Public app',
		secret: null,
		userContext: true,
		grants: browserGrants,
		scopes: ['sp:scopes:all'],
		redirectUris,
	},
	/** Client with both special scopes, which the authorize endpoint rejects. */
	bothScopes: {
		id: dashed(id('bothScopes')),
		name: 'Client with both magic scopes',
		secret: secret('bothScopes'),
		userContext: true,
		grants: ['authorization_code'],
		scopes: ['sp:scopes:all', 'sp:scopes:default'],
		redirectUris,
	},
	/** Client with an ID of the old format, which is always rejected. */
	legacy: {
		id: 'Qk7RtZ2mBv9LxW4c',
		name: 'Legacy client',
		secret: secret('legacy'),
		userContext: false,
		grants: ['client_credentials'],
		scopes: ['sp:scopes:all'],
		redirectUris: [],
		legacy: true,
	},
} satisfies Record<ClientName, Client>;

/** The clients of one simulator. */
export class Clients {
	private readonly byId = new Map<string, Client>();
	private readonly extraRedirectUris: string[];
	private readonly acceptLocalN8n: boolean;
	private rotations = 0;

	constructor(extraRedirectUris: string[], acceptLocalN8n: boolean) {
		this.extraRedirectUris = extraRedirectUris;
		this.acceptLocalN8n = acceptLocalN8n;
		this.reset();
	}

	/** Restores the default clients and their first secrets. */
	reset(): void {
		this.byId.clear();
		for (const client of Object.values<Client>(defaultClients)) this.add({ ...client });
	}

	/** Adds a client. */
	add(client: Client): Client {
		this.byId.set(client.id, client);
		return client;
	}

	/** Removes a client. Its tokens stay valid. */
	remove(clientId: string): void {
		this.byId.delete(clientId);
	}

	/** Returns the client with an id. */
	get(clientId: string): Client | undefined {
		return this.byId.get(clientId);
	}

	/** Returns all clients. */
	list(): Client[] {
		return [...this.byId.values()];
	}

	/** Changes the secret of a client. Its tokens stay valid. */
	rotateSecret(clientId: string): string | undefined {
		const client = this.byId.get(clientId);
		if (!client || client.secret === null) return undefined;
		client.secret = createSeededHex(9 + ++this.rotations, clientId, 64);
		return client.secret;
	}

	/** Returns whether a redirect URI belongs to a client, compared character by character. */
	allowsRedirect(client: Client, uri: string): boolean {
		if (!client.grants.includes('authorization_code')) return false;
		if (client.redirectUris.includes(uri) || this.extraRedirectUris.includes(uri)) return true;
		return (
			this.acceptLocalN8n &&
			/^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/rest\/oauth2-credential\/callback$/.test(uri)
		);
	}
}
