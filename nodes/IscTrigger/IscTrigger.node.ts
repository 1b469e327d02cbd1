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

/** Whether ISC waits for what the workflow makes of the event. */
const IS_WAITED_FOR = '["sync", "dynamic"].includes($parameter["responseMode"])';

/** The event in words; n8n gives the value of a locator here, without the name it was chosen by. */
const SUBTITLE = '={{ ($parameter["event"] || "").replace(/^idn:/, "").replaceAll("-", " ") }}';

export class IscTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SailPoint ISC Trigger',
		name: 'iscTrigger',
		icon: { light: 'file:sailpointIsc.svg', dark: 'file:sailpointIsc.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: SUBTITLE,
		description: 'Start a workflow when something happens in SailPoint Identity Security Cloud',
		defaults: { name: 'SailPoint ISC Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'iscOAuth2Api', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: `={{ ${IS_WAITED_FOR} ? $parameter["respondWith"] : "onReceived" }}`,
				responseData: `={{ ${IS_WAITED_FOR} ? "firstEntryJson" : "" }}`,
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
			// Creates a missing subscription as well, so n8n has nothing left to create.
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
