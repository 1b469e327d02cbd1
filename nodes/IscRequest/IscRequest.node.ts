import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { bodyProperties } from './description/body';
import { optionsProperty } from './description/options';
import { pagingProperties } from './description/paging';
import { requestProperties } from './description/request';
import { resourceProperty } from './description/resource';
import { run } from './run';

export class IscRequest implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SailPoint ISC',
		name: 'iscRequest',
		icon: { light: 'file:sailpointIsc.svg', dark: 'file:sailpointIsc.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["method"] + " " + $parameter["path"] }}',
		description: 'Call any endpoint of SailPoint Identity Security Cloud',
		defaults: { name: 'SailPoint ISC' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'iscOAuth2Api', required: true }],
		properties: [
			resourceProperty,
			...requestProperties,
			...bodyProperties,
			...pagingProperties,
			optionsProperty,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await run(this)];
	}
}
