import {
	NodeOperationError,
	type IExecuteFunctions,
	type IHookFunctions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
	type IWebhookFunctions,
} from 'n8n-workflow';

// The only module of the API layer that imports n8n-workflow.
export { sleep } from 'n8n-workflow';
export type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
} from 'n8n-workflow';

/** Returns whether n8n reported an error of the node, such as a missing credential. */
export const isNodeOperationError = (error: unknown): boolean =>
	error instanceof NodeOperationError;

/** Context of a node in n8n: an execution, a poll, the editor, a trigger that is published, or an event. */
export type N8nContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IPollFunctions
	| IWebhookFunctions;
