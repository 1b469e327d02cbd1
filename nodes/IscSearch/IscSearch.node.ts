import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { runItems } from '../shared/runner/runItems';
import { executeSearch } from './execute';
import { aggregationProperties } from './descriptions/aggregation';
import { filterProperties } from './descriptions/filters';
import { documentLimitProperties } from './descriptions/limit';
import { searchOperationProperties } from './descriptions/operation';
import { searchOptionsProperty } from './descriptions/options';
import { queryProperties } from './descriptions/query';
import { documentSimplifyProperties } from './descriptions/simplify';
import { documentSortProperty } from './descriptions/sort';
import { searchMethods } from './methods';
import { readSearchConcurrency, readSearchParams } from './parameters/readParams';

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
			'Search, count, and group identities, access, activities, and events in SailPoint Identity Security Cloud',
		defaults: { name: 'SailPoint ISC Search' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'iscOAuth2Api', required: true }],
		properties: [
			...searchOperationProperties,
			...documentLimitProperties,
			...queryProperties,
			...filterProperties,
			...aggregationProperties,
			documentSortProperty,
			...documentSimplifyProperties,
			searchOptionsProperty,
		],
	};

	methods = searchMethods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [
			await runItems(this, {
				readConcurrency: readSearchConcurrency,
				readParams: readSearchParams,
				execute: executeSearch,
			}),
		];
	}
}
