import {
	NodeOperationError,
	type IExecuteFunctions,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
} from 'n8n-workflow';

// The API layer uses n8n through this module only.
export { sleep } from 'n8n-workflow';
export type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

/** Whether n8n itself reported an error of the node, such as a credential that isn't set. */
export const isNodeOperationError = (error: unknown): boolean =>
	error instanceof NodeOperationError;

/** Context that n8n gives a node: in an execution, a poll, the editor, or when a trigger is published. */
export type N8nContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IPollFunctions;
