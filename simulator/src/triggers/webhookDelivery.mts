import { findOutputError } from './catalogue/catalogue.mts';
import { getAuthorization } from './httpConfig.mts';
import type { SimulatorOptions } from '../options.mts';
import type { HttpConfig, Invocation } from './types.mts';

/** The result of a delivery. */
export type Outcome =
	| { kind: 'answered'; output: unknown }
	/** Accepted; the response comes later through the callback. */
	| { kind: 'accepted' }
	| { kind: 'failed'; error: string };

const failed = (error: string): Outcome => ({ kind: 'failed', error });

/** Returns the `_metadata` of an invocation, if the delivery has any. */
export function getMetadata(
	{ id, secret, trigger, subscription }: Invocation,
	choice: SimulatorOptions['triggerMetadata'],
	tenantUrl: string,
) {
	if (trigger.type === 'FIRE_AND_FORGET') {
		if (choice !== 'always' && choice !== 'recorded') return undefined;
		return {
			invocationId: id,
			triggerId: trigger.id,
			triggerType: 'fireAndForget',
			subscriptionId: subscription.id,
		};
	}
	const isSync = subscription.httpConfig?.httpDispatchMode === 'SYNC';
	if (isSync && (choice === 'documented' || choice === 'recorded')) return undefined;
	return {
		callbackURL: `${tenantUrl}/beta/trigger-invocations/${id}/complete`,
		responseMode: isSync ? 'sync' : 'async',
		secret,
		triggerId: trigger.id,
		triggerType: 'requestResponse',
	};
}

/** Returns why a URL is rejected: the simulator only sends requests to this machine. */
function outOfReach(url: string): string | undefined {
	if (!URL.canParse(url)) return `"${url}" is not a URL.`;
	const { hostname } = new URL(url);
	if (['127.0.0.1', 'localhost'].includes(hostname)) return undefined;
	return `The simulated tenant delivers to 127.0.0.1 and localhost alone, not to ${hostname}.`;
}

function readAnswer(invocation: Invocation, config: HttpConfig, status: number, body: string) {
	const { trigger } = invocation;
	if (trigger.type === 'FIRE_AND_FORGET') {
		const good = status >= 200 && status < 300;
		return good
			? ({ kind: 'answered', output: null } as const)
			: failed(`The subscriber answered ${status}.`);
	}
	if (config.httpDispatchMode === 'DYNAMIC' && status === 202) return { kind: 'accepted' } as const;
	if (status !== 200) return failed(`The subscriber answered ${status}.`);
	if (config.httpDispatchMode === 'ASYNC') return { kind: 'accepted' } as const;
	try {
		const output: unknown = JSON.parse(body);
		const problem = findOutputError(trigger.id, output);
		return problem ? failed(problem) : ({ kind: 'answered', output } as const);
	} catch {
		return failed('The subscriber did not answer with JSON.');
	}
}

/** Sends an invocation to its subscriber once. */
export async function deliver(
	invocation: Invocation,
	body: string,
	deadlineMs: number,
	stop: AbortSignal,
): Promise<Outcome> {
	const config = invocation.subscription.httpConfig;
	if (!config) return failed('The simulated tenant delivers to HTTP subscriptions alone.');
	const problem = outOfReach(config.url);
	if (problem) return failed(problem);
	const deadline = AbortSignal.timeout(deadlineMs);
	try {
		const response = await fetch(config.url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				// An idle connection could just be closing, and the event would be lost.
				connection: 'close',
				...getAuthorization(config),
			},
			body,
			// A redirect could lead to another machine.
			redirect: 'manual',
			signal: AbortSignal.any([deadline, stop]),
		});
		return readAnswer(invocation, config, response.status, await response.text());
	} catch (error) {
		if (deadline.aborted) return failed(`The subscriber did not answer within ${deadlineMs} ms.`);
		const { message, cause } = error as Error;
		return failed(`The subscriber could not be reached: ${(cause as Error)?.message || message}`);
	}
}
