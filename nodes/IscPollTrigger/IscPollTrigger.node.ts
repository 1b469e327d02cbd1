import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { pollEventProperties } from './descriptions/event';
import { pollOptionsProperty } from './descriptions/options';
import { recordProperties } from './descriptions/records';
import { pollSimplifyProperty, WITH_SIMPLIFY } from './descriptions/simplify';
import { pollTriggerMethods } from './methods';
import { poll } from './poll';

export class IscPollTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SailPoint ISC Polling Trigger',
		name: 'iscPollTrigger',
		icon: { light: 'file:sailpointIsc.svg', dark: 'file:sailpointIsc.dark.svg' },
		group: ['trigger'],
		version: [1, WITH_SIMPLIFY],
		defaultVersion: WITH_SIMPLIFY,
		subtitle:
			'={{ $parameter["event"] === "listOperation" ? $parameter["list"] : ($parameter["event"] || "").replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description:
			'Starts the workflow when records are created or updated in SailPoint Identity Security Cloud, by polling',
		defaults: { name: 'SailPoint ISC Polling Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'iscOAuth2Api', required: true }],
		properties: [
			...pollEventProperties,
			...recordProperties,
			pollSimplifyProperty,
			pollOptionsProperty,
		],
	};

	methods = pollTriggerMethods;

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
