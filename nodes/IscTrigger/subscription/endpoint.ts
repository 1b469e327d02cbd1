import { createHash } from 'crypto';
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

export type TriggerContext = IHookFunctions | IWebhookFunctions;

/** Returns a URL in its standard form: ISC can store `https://N8N.example.com:443` as `https://n8n.example.com`. */
function normalizeUrl(url: string): string {
	try {
		return new URL(url).href;
	} catch {
		return url;
	}
}

/** Returns the URL of a subscription; an empty string for one that doesn't use HTTP. */
export const getSubscriptionUrl = (subscription: IDataObject): string =>
	normalizeUrl(String((subscription.httpConfig as IDataObject | null | undefined)?.url ?? ''));

/** Returns the end of the node's URLs, the same in production and in tests. */
function getTail(context: TriggerContext): string {
	const { webhookId, name } = context.getNode();
	const path = webhookId ?? `${context.getWorkflow().id}/${encodeURIComponent(name.toLowerCase())}`;
	return `/${path}/isc`;
}

/**
 * Identifies a node within its workflow and n8n instance. A copy of n8n's database has the same key, so only the URL
 * shows which instance a subscription belongs to.
 */
export const getNodeKey = (context: TriggerContext): string =>
	JSON.stringify([context.getInstanceId(), context.getWorkflow().id, getTail(context)]);

const digest = (text: string, length: number) =>
	createHash('sha256').update(text).digest('hex').slice(0, length);

/** Returns the part of a subscription's description that identifies the node, at any URL. */
const getNodeFingerprint = (context: TriggerContext, isTest: boolean) =>
	`n8n-${isTest ? 'test' : 'node'}:${digest(getNodeKey(context), 16)}`;

/** Returns the text in a subscription's description that identifies node and URL. */
export const getFingerprint = ({ context, isTest, url }: WebhookEndpoint): string =>
	`${getNodeFingerprint(context, isTest)}-${digest(url, 8)}`;

/** Address at which one n8n instance receives the node's events. */
export interface WebhookEndpoint {
	url: string;
	isTest: boolean;
	context: IHookFunctions;
}

export const getWebhookEndpoint = (context: IHookFunctions): WebhookEndpoint => ({
	url: normalizeUrl(context.getNodeWebhookUrl('default')!),
	isTest: context.getMode() === 'manual',
	context,
});

const describes = (subscription: IDataObject, marker: string) =>
	String(subscription.description ?? '').includes(marker);

const FINGERPRINT = /n8n-(node|test):[0-9a-f]{16}/;

/** Returns the part of a URL before n8n's path segment for production or tests, such as `https://n8n.example/base`. */
function getBase(url: string, tail: string): string | undefined {
	if (!url.endsWith(tail)) return undefined;
	return url.slice(0, -tail.length).replace(/\/[^/]*$/, '');
}

/** Returns whether a URL belongs to the same node and n8n instance, but to production instead of tests or vice versa. */
function isCounterpart(url: string, endpoint: WebhookEndpoint): boolean {
	const tail = getTail(endpoint.context);
	const base = getBase(endpoint.url, tail);
	return base !== undefined && url !== endpoint.url && getBase(url, tail) === base;
}

/** Returns whether a test of this node created the subscription: n8n's default test URL or the fingerprint shows it. */
function isTestOfSelf(subscription: IDataObject, endpoint: WebhookEndpoint): boolean {
	const url = getSubscriptionUrl(subscription);
	const defaultUrl = endpoint.url.replace(/\/webhook(?=(\/[^/]+){2,3}$)/, '/webhook-test');
	const hasFingerprint = describes(subscription, getNodeFingerprint(endpoint.context, true));
	return isCounterpart(url, endpoint) && (url === defaultUrl || hasFingerprint);
}

/** Returns whether it is the node's production subscription, seen from a test. */
export const isProductionSubscription = (
	subscription: IDataObject,
	endpoint: WebhookEndpoint,
): boolean =>
	endpoint.isTest &&
	isCounterpart(getSubscriptionUrl(subscription), endpoint) &&
	!isTestOfSelf(subscription, endpoint);

/**
 * Whether this node owns a subscription, and can change and delete it: the subscription sends events to this URL, a test
 * of this node left it behind, or it was created for this URL and no longer has any. A subscription with another URL
 * belongs to another instance, even with the same fingerprint.
 */
export function isOwnSubscription(subscription: IDataObject, endpoint: WebhookEndpoint): boolean {
	const url = getSubscriptionUrl(subscription);
	if (url === '') return describes(subscription, getFingerprint(endpoint));
	return url === endpoint.url || (!endpoint.isTest && isTestOfSelf(subscription, endpoint));
}

/** Returns whether this n8n instance or a copy created the subscription, which sends events to another URL. */
export const isFromInstanceCopy = (subscription: IDataObject, endpoint: WebhookEndpoint): boolean =>
	!isOwnSubscription(subscription, endpoint) &&
	!isProductionSubscription(subscription, endpoint) &&
	[true, false].some((isTest) =>
		describes(subscription, getNodeFingerprint(endpoint.context, isTest)),
	);

/**
 * Whether another workflow created the subscription, and so uses the URL. n8n also calls `delete` after it has rejected the request to
 * publish a second workflow with the same URL.
 */
export const isFromOtherWorkflow = (
	subscription: IDataObject,
	endpoint: WebhookEndpoint,
): boolean =>
	FINGERPRINT.test(String(subscription.description ?? '')) &&
	[true, false].every(
		(isTest) => !describes(subscription, getNodeFingerprint(endpoint.context, isTest)),
	);
