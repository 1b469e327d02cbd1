import { createHash } from 'crypto';
import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

export type TriggerContext = IHookFunctions | IWebhookFunctions;

/** The URL that a subscription sends events to; empty where it sends none over HTTP. */
export const urlIn = (subscription: IDataObject): string =>
	String((subscription.httpConfig as IDataObject | null | undefined)?.url ?? '');

/** What n8n ends the URLs of this node with, in production and in a test. */
function tailFor(context: TriggerContext): string {
	const { webhookId, name } = context.getNode();
	const place =
		webhookId ?? `${context.getWorkflow().id}/${encodeURIComponent(name.toLowerCase())}`;
	return `/${place}/isc`;
}

/**
 * One text for each node of each workflow and n8n. A copy of n8n's data has the same one, so it says nothing of whose a
 * URL is.
 */
export const keyOf = (context: TriggerContext): string =>
	JSON.stringify([context.getInstanceId(), context.getWorkflow().id, tailFor(context)]);

const digest = (text: string, length: number) =>
	createHash('sha256').update(text).digest('hex').slice(0, length);

/** What the subscriptions of this node have in their description, at whatever address they were made. */
const markOf = (context: TriggerContext, isTest: boolean) =>
	`n8n-${isTest ? 'test' : 'node'}:${digest(keyOf(context), 16)}`;

/** The same with the address. */
export const fullMarkOf = ({ context, isTest, url }: Place): string =>
	`${markOf(context, isTest)}-${digest(url, 8)}`;

/** Where the node of one n8n gets its events. */
export interface Place {
	url: string;
	isTest: boolean;
	context: IHookFunctions;
}

export const placeOf = (context: IHookFunctions): Place => ({
	url: context.getNodeWebhookUrl('default')!,
	isTest: context.getMode() === 'manual',
	context,
});

const describes = (subscription: IDataObject, mark: string) =>
	String(subscription.description ?? '').includes(mark);

const MARK = /n8n-(node|test):[0-9a-f]{16}/;

/** What stands before n8n's word for production or test, such as `https://n8n.example/base`. */
function baseOf(url: string, tail: string): string | undefined {
	if (!url.endsWith(tail)) return undefined;
	return url.slice(0, -tail.length).replace(/\/[^/]*$/, '');
}

/** Whether two URLs lead to this node of the same n8n, one of them in production and one in a test. */
function isBeside(url: string, place: Place): boolean {
	const tail = tailFor(place.context);
	const base = baseOf(place.url, tail);
	return base !== undefined && url !== place.url && baseOf(url, tail) === base;
}

/** Whether it is what a test of this node left behind: n8n's usual word for tests stands in its URL, or our mark in it. */
function isTestOfSelf(subscription: IDataObject, place: Place): boolean {
	const url = urlIn(subscription);
	const usual = place.url.replace(/\/webhook(?=(\/[^/]+){2,3}$)/, '/webhook-test');
	const isMarked = describes(subscription, markOf(place.context, true));
	return isBeside(url, place) && (url === usual || isMarked);
}

/** Whether it is the subscription of this node in production, as seen from a test. */
export const isPublishedSelf = (subscription: IDataObject, place: Place): boolean =>
	place.isTest && isBeside(urlIn(subscription), place) && !isTestOfSelf(subscription, place);

/**
 * Whether a subscription is ours to change and to delete: it sends events here, is what a test of this node left behind,
 * or was made for here and has lost its URL. One that sends events to another URL is another's, whatever else it has in
 * common with ours.
 */
export function isOurs(subscription: IDataObject, place: Place): boolean {
	const url = urlIn(subscription);
	if (url === '') return describes(subscription, fullMarkOf(place));
	return url === place.url || (!place.isTest && isTestOfSelf(subscription, place));
}

/** Whether this n8n, or a copy of it, made a subscription that sends events elsewhere. */
export const isOfCopy = (subscription: IDataObject, place: Place): boolean =>
	!isOurs(subscription, place) &&
	!isPublishedSelf(subscription, place) &&
	[true, false].some((isTest) => describes(subscription, markOf(place.context, isTest)));

/**
 * Whether one that sends events here was made by another workflow, which then has the URL: n8n also asks to clean up
 * after it has refused to publish a second workflow with the same URL.
 */
export const isOfOtherWorkflow = (subscription: IDataObject, place: Place): boolean =>
	MARK.test(String(subscription.description ?? '')) &&
	[true, false].every((isTest) => !describes(subscription, markOf(place.context, isTest)));
