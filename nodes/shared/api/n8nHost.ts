import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	N8nContext,
} from './n8n';
import { observeRequest, type RequestHooks } from './observeRequest';

export const CREDENTIAL_TYPE = 'iscOAuth2Api';

/** The functions of n8n that the API layer uses. */
export interface N8nHost {
	/** Identifies the credential within the process. */
	credentialId: string;
	/**
	 * Reads the current credential with its resolved expressions and its stored token.
	 * @param itemIndex item that expressions are resolved for; the first one by default
	 */
	getCredential(itemIndex?: number): Promise<ICredentialDataDecryptedObject>;
	/**
	 * Sends a request with the token of the credential, or without a token. n8n fetches a missing token first.
	 * @param hooks functions to call before the request is sent; a host may not call them
	 */
	request(
		options: IHttpRequestOptions,
		hooks?: RequestHooks & { withoutToken?: boolean },
	): Promise<IN8nHttpFullResponse>;
	/**
	 * Makes n8n renew and store the token.
	 * @param onCredential called with the credential whose token n8n renews. Throws to stop the renewal.
	 */
	renewToken(onCredential?: RequestHooks['onCredential']): Promise<unknown>;
	/** Aborted when the user stops the execution. */
	cancelSignal?: AbortSignal;
	log(message: string): void;
}

/** Creates the interface to n8n for a node's context. */
export function createN8nHost(context: N8nContext): N8nHost {
	const { id, name } = context.getNode().credentials?.[CREDENTIAL_TYPE] ?? {};
	return {
		credentialId: id ?? name ?? '',
		getCredential: async (itemIndex) => await context.getCredentials(CREDENTIAL_TYPE, itemIndex),
		request: async (options, { withoutToken, ...hooks } = {}) =>
			await observeRequest(
				context,
				async (observed) =>
					(withoutToken
						? await observed.helpers.httpRequest(options)
						: await context.helpers.httpRequestWithAuthentication.call(
								observed,
								CREDENTIAL_TYPE,
								options,
							)) as IN8nHttpFullResponse,
				{ ...hooks, signal: options.abortSignal as AbortSignal | undefined },
			),
		// All supported n8n versions have this helper. If several processes share the credential (n8n 2.29 and later), it
		// uses n8n's lock, so that each refresh token is used only once.
		renewToken: async (onCredential) =>
			await observeRequest(
				context,
				async (observed) =>
					await context.helpers.refreshOAuth2Token.call(observed, CREDENTIAL_TYPE),
				{ onCredential },
			),
		cancelSignal:
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
		log: (message) => context.logger.info(message),
	};
}
