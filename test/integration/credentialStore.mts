import { randomUUID } from 'node:crypto';
import { NodeHelpers, Workflow } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	IDataObject,
	INodeType,
} from 'n8n-workflow';

import { IscOAuth2Api } from '../../credentials/IscOAuth2Api.credentials.ts';

const type = new IscOAuth2Api();

const nothing: INodeType = {
	description: {
		displayName: 'Nothing',
		name: 'nothing',
		group: [],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: [],
		properties: type.properties,
	},
};

/** Fills in defaults and resolves expressions, as n8n does before it uses a credential. */
export async function resolveCredential(
	data: IDataObject,
): Promise<ICredentialDataDecryptedObject> {
	const complete = NodeHelpers.getNodeParameters(
		type.properties,
		data as never,
		true,
		false,
		null,
		null,
	);
	const workflow = new Workflow({
		nodes: [],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => nothing,
			getByNameAndVersion: () => nothing,
			getKnownTypes: () => ({}),
		},
	});
	const node = {
		id: 'credential',
		name: 'credential',
		type: 'nothing',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: {},
	};
	await workflow.expression.acquireIsolate();
	try {
		return workflow.expression.getComplexParameterValue(
			node,
			complete as never,
			'internal',
			{},
			undefined,
			undefined,
			complete as never,
		) as unknown as ICredentialDataDecryptedObject;
	} finally {
		await workflow.expression.releaseIsolate();
	}
}

/** A credential in a store like n8n's, with the methods that n8n-core calls. */
export class CredentialStore {
	readonly id = randomUUID();

	/** Number of times that a token was stored. */
	saves = 0;

	/** Values that the user entered. */
	data: IDataObject;
	oauthTokenData?: IDataObject;
	/** Fields that an expression takes from the input item, as n8n resolves them for the item that is asked for. */
	dataOfItem?: (item: IDataObject) => IDataObject;

	constructor(data: IDataObject, oauthTokenData?: IDataObject) {
		this.data = data;
		this.oauthTokenData = oauthTokenData;
	}

	getParentTypes() {
		return ['oAuth2Api'];
	}

	isCredentialUsableByNode() {
		return true;
	}

	getCredentialsProperties() {
		return type.properties;
	}

	async getDecrypted(...args: unknown[]): Promise<ICredentialDataDecryptedObject> {
		const values = args[6] as ICredentialsExpressionResolveValues | undefined;
		const item = values?.connectionInputData[values.itemIndex]?.json ?? {};
		const resolved = await resolveCredential({ ...this.data, ...this.dataOfItem?.(item) });
		return {
			...resolved,
			...(this.oauthTokenData && { oauthTokenData: structuredClone(this.oauthTokenData) }),
		} as ICredentialDataDecryptedObject;
	}

	async updateCredentialsOauthTokenData(
		_node: unknown,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.saves++;
		this.oauthTokenData = structuredClone(data.oauthTokenData) as unknown as IDataObject;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}
}
