import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { run } from '../execution/run';
import { bodyProperties } from './description/body';
import { changeProperties } from './description/changes';
import { invocationProperties } from './description/invocations';
import { jobProperties } from './description/jobs';
import { listingProperties } from './description/listing';
import { noticeProperties } from './description/notices';
import { operationProperties } from './description/operationChoice';
import { optionsProperty } from './description/options';
import { pagingProperties } from './description/paging';
import { pathValueProperties } from './description/pathValues';
import { requestProperties } from './description/request';
import { resourceProperty } from './description/resource';
import { valueProperties } from './description/values';
import { methods } from './methods';
import { readPace } from './read/readPace';
import { readRequest, type Request } from './read/readRequest';
import { isRespond, readRespond, respond, wantsToRespond, type RespondWish } from './respond';
import { runItem } from './runItem';

/** Method and path, or the operation in words: `listAccountsV1` reads as `list accounts`. */
const SUBTITLE = `={{
	$parameter["resource"] === "customRequest" ? $parameter["method"] + " " + $parameter["path"]
	: $parameter["resource"] === "apiOperation" ? $parameter["apiOperation"]
	: ($parameter["operation"] || "").replace(/V[0-9]+$/, "").replace(/([A-Z])/g, " $1").toLowerCase()
}}`;

export class IscRequest implements INodeType {
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
			...operationProperties,
			...noticeProperties,
			...pathValueProperties,
			...changeProperties,
			...listingProperties,
			...valueProperties,
			...requestProperties,
			...bodyProperties,
			...pagingProperties,
			...jobProperties,
			...invocationProperties,
			optionsProperty,
		],
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [
			await run<Request | RespondWish>(this, {
				readPace,
				readWish: async (context, index) =>
					wantsToRespond(context, index)
						? readRespond(context, index)
						: await readRequest(context, index),
				carryOut: (use, wish, index) =>
					isRespond(wish) ? respond(use, wish, index) : runItem(use, wish, index),
			}),
		];
	}
}
