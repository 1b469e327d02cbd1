import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { runItems } from '../shared/runner/runItems';
import { customRequestBodyProperties } from './descriptions/customRequestBody';
import { jsonPatchProperties } from './descriptions/jsonPatch';
import { triggerInvocationProperties } from './descriptions/triggerInvocation';
import { waitForCompletionProperties } from './descriptions/waitForCompletion';
import { filterSortLimitProperties } from './descriptions/filterSortLimit';
import { noticeProperties } from './descriptions/notices';
import { iscOperationProperties } from './descriptions/operation';
import { iscOptionsProperty } from './descriptions/options';
import { paginationProperties, customRequestProperties } from './descriptions/customRequest';
import { pathParameterProperties } from './descriptions/pathParameters';
import { resourceProperty } from './descriptions/resource';
import { operationFieldProperties, specifyValuesProperties } from './descriptions/operationFields';
import { simplifyProperties } from './descriptions/simplify';
import { queryParameterProperties } from './descriptions/queryParameters';
import { addedReferenceProperties, openReferenceProperties } from './descriptions/references';
import { iscMethods } from './methods';
import { readConcurrency } from './parameters/readConcurrency';
import { readParams, type RequestParams } from './parameters/readParams';
import {
	isRespondParams,
	readRespondParams,
	respond,
	isRespondOperation,
	type RespondParams,
} from './respond';
import { execute } from './execute';

/** Method and path, or the operation in words: `listAccountsV1` reads as `list accounts`. */
const SUBTITLE = `={{
	$parameter["resource"] === "customRequest" ? $parameter["method"] + " " + $parameter["path"]
	: $parameter["resource"] === "apiOperation" ? $parameter["apiOperation"]
	: ($parameter["operation"] || "").replace(/V[0-9]+$/, "").replace(/([A-Z])/g, " $1").toLowerCase()
}}`;

export class Isc implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SailPoint ISC',
		name: 'isc',
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
			...specifyValuesProperties,
			...openReferenceProperties,
			...jsonPatchProperties,
			...filterSortLimitProperties,
			...operationFieldProperties,
			...addedReferenceProperties,
			...queryParameterProperties,
			...simplifyProperties,
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
					isRespondParams(params)
						? respond(itemContext, params, index)
						: execute(itemContext, params, index),
			}),
		];
	}
}
