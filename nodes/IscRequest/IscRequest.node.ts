import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { runItems } from '../execution/run';
import { customRequestBodyProperties } from './description/body';
import { jsonPatchProperties } from './description/changes';
import { triggerInvocationProperties } from './description/invocations';
import { waitForCompletionProperties } from './description/jobs';
import { filterSortLimitProperties } from './description/listing';
import { noticeProperties } from './description/notices';
import { iscOperationProperties } from './description/operationChoice';
import { iscOptionsProperty } from './description/options';
import { paginationProperties } from './description/paging';
import { pathParameterProperties } from './description/pathValues';
import { customRequestProperties } from './description/request';
import { resourceProperty } from './description/resource';
import { operationFieldProperties } from './description/values';
import { iscMethods } from './methods';
import { readConcurrency } from './read/readPace';
import { readParams, type RequestParams } from './read/readRequest';
import { isRespondParams, readRespondParams, respond, isRespondOperation, type RespondParams } from './respond';
import { execute } from './runItem';

/** Method and path, or the operation in words: `listAccountsV1` reads as `list accounts`. */
const SUBTITLE = `={{
	$parameter["resource"] === "customRequest" ? $parameter["method"] + " " + $parameter["path"]
	: $parameter["resource"] === "apiOperation" ? $parameter["apiOperation"]
	: ($parameter["operation"] || "").replace(/V[0-9]+$/, "").replace(/([A-Z])/g, " $1").toLowerCase()
}}`;

export class Isc implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SailPoint ISC',
		name: 'iscRequest',
		icon: { light: 'file:sailpointIsc.svg', dark: 'file:sailpointIsc.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: SUBTITLE,
		description:
			'Work with identities, access and everything else in SailPoint Identity Security Cloud',
		defaults: { name: 'SailPoint ISC' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'iscOAuth2Api', required: true }],
		properties: [
			resourceProperty,
			...iscOperationProperties,
			...noticeProperties,
			...pathParameterProperties,
			...jsonPatchProperties,
			...filterSortLimitProperties,
			...operationFieldProperties,
			...customRequestProperties,
			...customRequestBodyProperties,
			...paginationProperties,
			...waitForCompletionProperties,
			...triggerInvocationProperties,
			iscOptionsProperty,
		],
	};

	methods = iscMethods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [
			await runItems<RequestParams | RespondParams>(this, {
				readConcurrency,
				readParams: async (context, index) =>
					isRespondOperation(context, index)
						? readRespondParams(context, index)
						: await readParams(context, index),
				execute: (itemContext, params, index) =>
					isRespondParams(params) ? respond(itemContext, params, index) : execute(itemContext, params, index),
			}),
		];
	}
}
