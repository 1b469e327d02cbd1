import type {
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	N8nContext,
} from './n8n';
import { observeRequest, type RequestHooks } from './observeRequest';

export const CREDENTIAL_TYPE = 'iscOAuth2Api';

/** All that the client needs of n8n. */
export interface N8nHost {
	/** What tells this credential from others in the process. */
	credentialId: string;
	/**
	 * The credential with its expressions resolved and its stored token; read anew at each call.
	 * @param itemIndex the item that expressions are resolved for; the first one by default
	 */
	getCredential(itemIndex?: number): Promise<ICredentialDataDecryptedObject>;
	/**
	 * Sends with the credential's token, or without one; the host fetches a missing token first.
	 * @param hooks what to call on the way; a host can lack the means to call them
	 */
	request(
		options: IHttpRequestOptions,
		hooks?: RequestHooks & { withoutToken?: boolean },
	): Promise<IN8nHttpFullResponse>;
	/** Has the host renew and store the token. */
	renewToken(): Promise<unknown>;
	/** Aborted when the user stops the execution. */
	cancelSignal?: AbortSignal;
	log(message: string): void;
}

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
		// Every supported n8n has it. Where several processes share the credential (n8n 2.29 and later), it takes
		// n8n's own lease, so that a refresh token is used once.
		renewToken: async () => await context.helpers.refreshOAuth2Token.call(context, CREDENTIAL_TYPE),
		cancelSignal:
			'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined,
		log: (message) => context.logger.info(message),
	};
}
