import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { run } from '../execution/run';
import { carryOut } from './carryOut';
import { aggregationProperties } from './description/aggregation';
import { filterProperties } from './description/filters';
import { listingProperties } from './description/listing';
import { operationProperties } from './description/operation';
import { optionsProperty } from './description/options';
import { queryProperties } from './description/query';
import { methods } from './methods';
import { readPace, readSearch } from './read/readSearch';

export class IscSearch implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SailPoint ISC Search',
		name: 'iscSearch',
		icon: { light: 'file:sailpointIsc.svg', dark: 'file:sailpointIsc.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle:
			'={{ $parameter["operation"] + ": " + ($parameter["index"] || ($parameter["indices"] || []).join(", ") || "all") }}',
		description:
			'Find, count and group identities, access, activities and events in SailPoint Identity Security Cloud',
		defaults: { name: 'SailPoint ISC Search' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'iscOAuth2Api', required: true }],
		properties: [
			...operationProperties,
			...queryProperties,
			...aggregationProperties,
			...filterProperties,
			...listingProperties,
			optionsProperty,
		],
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await run(this, { readPace, readWish: readSearch, carryOut })];
	}
}
