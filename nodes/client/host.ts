import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IN8nHttpFullResponse,
	IPollFunctions,
} from 'n8n-workflow';

export const CREDENTIAL_TYPE = 'iscOAuth2Api';

/** All that the client needs of n8n. */
export interface Host {
	/** What tells this credential from others in the process. */
	credentialId: string;
	/**
	 * The credential with its expressions resolved and its stored token; read anew at each call.
	 * @param itemIndex input item that its expressions are resolved for; n8n signs requests as for the first one
	 */
	credential(itemIndex?: number): Promise<ICredentialDataDecryptedObject>;
	/** Sends with the credential's token; the host fetches a missing token and renews one after a 401. */
	request(options: IHttpRequestOptions): Promise<IN8nHttpFullResponse>;
	/** Has the host renew and store the token. */
	renewToken(): Promise<unknown>;
	/** Aborted when the user stops the execution. */
	cancelSignal?: AbortSignal;
	log(message: string): void;
}

/** What n8n gives a node to work with: in an execution, in a poll, in the editor, when a trigger is switched on. */
export type HostContext =
	| IExecuteFunctions
	| ILoadOptionsFunctions
	| IHookFunctions
	| IPollFunctions;

export function hostOf(context: HostContext): Host {
	const { id, name } = context.getNode().credentials?.[CREDENTIAL_TYPE] ?? {};
	return {
		credentialId: id ?? name ?? '',
		credential: async (itemIndex) => await context.getCredentials(CREDENTIAL_TYPE, itemIndex),
		request: async (options) =>
			(await context.helpers.httpRequestWithAuthentication.call(
				context,
				CREDENTIAL_TYPE,
				options,
			)) as IN8nHttpFullResponse,
		renewToken: async () => await context.helpers.refreshOAuth2Token.call(context, CREDENTIAL_TYPE),
		cancelSignal:
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
		log: (message) => context.logger.info(message),
	};
}
