import type { IDataObject } from 'n8n-workflow';

import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import type { LegacyApiVersion } from '../../nodes/shared/catalogue/legacyVersions.ts';
import { CredentialStore } from '../integration/credentialStore.mts';
import { buildOperationFields } from '../integration/fields.mts';
import { runNode } from '../integration/n8n.mts';
import type { Gateway } from './mockGateway.mts';
import { changesFor, pathValuesFor, valuesFor } from './sampleInputs.mts';
import type { Values } from './sampleInputs.mts';

/** What was found about one operation; empty where the request is what the document asks for. */
export type Finding = { operation: Operation; problems: string[] };

const nameOf = ({ method, path }: Operation) => `${method} ${path}`;

/** The node's parameters for an operation, as a user would have filled them in. */
function parametersFor(operation: Operation, values: Values, apiVersion?: string): IDataObject {
	const paths = pathValuesFor(operation).map((value, index) => [
		`pathParameter${index + 1}`,
		{ __rl: true, mode: 'id', value: String(value) },
	]);
	return {
		resource: 'apiOperation',
		apiOperation: { __rl: true, mode: 'list', value: nameOf(operation) },
		...(Object.fromEntries(paths) as IDataObject),
		values: buildOperationFields(operation, values),
		changes: changesFor(operation) as IDataObject,
		limit: 1,
		options: {
			...(apiVersion && { apiVersion }),
			...(operation.filters?.required && { filterExpression: 'id eq "1"' }),
		},
	};
}

/** The node in n8n-core's own context, with a file in the item. */
async function run(gateway: Gateway, store: CredentialStore, parameters: IDataObject) {
	const file = { data: Buffer.from('a,b\n1,2\n').toString('base64'), mimeType: 'text/csv' };
	const items = [{ json: {}, binary: { data: { ...file, fileName: 'a.csv' } } }];
	gateway.seen.length = 0;
	return await runNode(store, { parameters, items });
}

export const storeFor = ({ url }: Gateway) =>
	new CredentialStore({
		domain: 'custom',
		apiBaseUrl: url,
		clientId: 'contract',
		clientSecret: 's',
	});

/** Sends an operation with a value for everything, and collects what the document has against it. */
export async function checkRequest(
	gateway: Gateway,
	store: CredentialStore,
	operation: Operation,
	version?: LegacyApiVersion,
): Promise<Finding> {
	try {
		await run(gateway, store, parametersFor(operation, valuesFor(operation), version));
	} catch (error) {
		return { operation, problems: [(error as Error).message] };
	}
	const [first] = gateway.seen;
	return { operation, problems: first ? first.violations : ['no request was made'] };
}

/** What must be there, by the id of its field. */
function requiredIds({ parameters, body }: Operation): string[] {
	return [
		...parameters
			.filter((parameter) => parameter.required && parameter.in !== 'path')
			.map((parameter) => `${parameter.in}.${parameter.name}`),
		...(body && body.kind !== 'jsonPatch' && body.type === 'object'
			? body.fields.filter(({ required }) => required).map(({ name }) => `body.${name}`)
			: []),
	];
}

/** Leaves out one required value after the other: each must be refused before a request is made. */
export async function checkRequired(
	gateway: Gateway,
	store: CredentialStore,
	operation: Operation,
): Promise<Finding> {
	const problems: string[] = [];
	const attempt = async (what: string, parameters: IDataObject) => {
		const isRefused = await run(gateway, store, parameters).then(
			() => false,
			(error: Error) => error.name === 'NodeOperationError',
		);
		if (!isRefused || gateway.seen.length > 0) problems.push(`${what} may be left out`);
	};
	const values = valuesFor(operation);
	for (const id of requiredIds(operation)) {
		const others = Object.fromEntries(Object.entries(values).filter(([name]) => name !== id));
		await attempt(id, parametersFor(operation, others));
	}
	const parameters = parametersFor(operation, values);
	for (const name of Object.keys(parameters).filter((one) => one.startsWith('pathParameter'))) {
		await attempt(name, { ...parameters, [name]: { __rl: true, mode: 'id', value: '' } });
	}
	return { operation, problems };
}
