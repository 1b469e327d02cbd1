import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';

import { responseProperties } from './descriptions/response';
import { triggerEventProperties } from './descriptions/event';
import {
	authenticationProperty,
	noAuthenticationNotice,
	triggerOptionsProperty,
} from './descriptions/options';
import { searchTriggers } from './methods/listSearch';
import { subscribe, unsubscribe } from './subscription/reconcile';
import { handleWebhook } from './webhook/handleWebhook';

/** Expression: whether ISC waits for the result of the workflow. */
const IS_SYNCHRONOUS = '["sync", "dynamic"].includes($parameter["responseMode"])';

/** Expression: the event's ID in words. For a resource locator, `$parameter` has the value without its cached name. */
const SUBTITLE =
	'={{ (($parameter["event"] === "other" ? $parameter["otherEvent"] : $parameter["event"]) || "").replace(/^[a-z]+:/, "").replaceAll("-", " ") }}';

export class IscTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SailPoint ISC Trigger',
		name: 'iscTrigger',
		icon: { light: 'file:sailpointIsc.svg', dark: 'file:sailpointIsc.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: SUBTITLE,
		// n8n's node panel shows this text for the SailPoint ISC node and its triggers, which it lists as one entry.
		description:
			'Manage identities and access in SailPoint Identity Security Cloud, and start workflows on its events',
		defaults: { name: 'SailPoint ISC Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'iscOAuth2Api', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: `={{ ${IS_SYNCHRONOUS} ? $parameter["respondWith"] : "onReceived" }}`,
				responseData: `={{ ${IS_SYNCHRONOUS} ? "firstEntryJson" : "" }}`,
				path: 'isc',
			},
		],
		properties: [
			...triggerEventProperties,
			...responseProperties,
			authenticationProperty,
			noAuthenticationNotice,
			triggerOptionsProperty,
		],
	};

	methods = { listSearch: { searchEvents: searchTriggers } };

	webhookMethods = {
		default: {
			// Also creates a missing subscription, so n8n doesn't need to call `create`.
			async checkExists(this: IHookFunctions): Promise<boolean> {
				await subscribe(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				await subscribe(this);
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				await unsubscribe(this);
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await handleWebhook(this);
	}
}
