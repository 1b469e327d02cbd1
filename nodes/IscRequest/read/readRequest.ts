import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { listFacts } from '../../catalogue/listFacts';
import type { Call } from '../../client/call';
import type { PageOptions } from '../../client/paging/page';
import { readCommonOptions, type CommonOptions } from '../../execution/readOptions';
import { choice } from '../../forms/choice';
import { flag } from '../../forms/flag';
import { pollCall } from '../jobs/job';
import { readKnownJob, type JobWish } from '../jobs/readJob';
import { readCustomRequest } from './readCustomRequest';
import { readInvocation } from './readInvocation';
import { readOperation } from './readOperation';
import { readPaging } from './readPaging';
import { refuseMissing } from './refuseMissing';
import { RESPONSE_FORMATS, type ResponseFormat, type Source } from './source';

/** All that the parameters of one item say. */
export interface Request extends CommonOptions {
	call: Call;
	responseFormat: ResponseFormat;
	/** Present where jobs are waited for: those that the call starts, or one started elsewhere. */
	job?: JobWish;
	/** Present where the answer may be a list that comes in pages. */
	paging?: PageOptions;
	/** Dotted path of the list in the answer; empty where the answer itself is the list. */
	listField: string;
	/** Whether the user named it, so that there must be a list. */
	isOwnListField: boolean;
}

/** A job that was started elsewhere: its call asks how it stands. */
function readJob(context: IExecuteFunctions, index: number, options: IDataObject): Source {
	const job = readKnownJob(context, index, options);
	const call = pollCall(job.known);
	return { call, facts: listFacts(call.path), isList: false, usualFormat: 'items', job };
}

function sourceFor(resource: unknown) {
	if (resource === 'customRequest') return readCustomRequest;
	if (resource === 'triggerInvocation') return readInvocation;
	return resource === 'job' ? readJob : readOperation;
}

/** Return All stays in its place where the format of the response changes. */
function onePageNotice(
	context: IExecuteFunctions,
	index: number,
	isList: boolean,
	format: ResponseFormat,
): string | undefined {
	if (!isList || format === 'items' || format === 'none') return undefined;
	if (!flag('Return All', context.getNodeParameter('returnAll', index, false), false))
		return undefined;
	return "With this Response Format, 'Return All' has no effect: the answer is one page of the list. For a file of all records, choose the format Items, and a file under 'Output'.";
}

/**
 * Reads the parameters of one item.
 * @throws BadInput naming the parameter that cannot be used
 */
export async function readRequest(context: IExecuteFunctions, index: number): Promise<Request> {
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	const source = await sourceFor(context.getNodeParameter('resource', index, 'customRequest'))(
		context,
		index,
		options,
	);
	const { call, isList, usualFormat, notice, job } = source;
	refuseMissing(context, index, source.operation, source.labels);

	const responseFormat = choice(
		'Response Format',
		options.responseFormat,
		RESPONSE_FORMATS,
		usualFormat,
	);
	const ownListField = String(options.listField ?? '');
	const listField = ownListField || (responseFormat === 'items' ? source.facts.listField : '');
	const facts = { ...source.facts, listField };
	const common = readCommonOptions(options, call.path);
	return {
		...common,
		file: responseFormat === 'items' ? common.file : undefined,
		call,
		responseFormat,
		job,
		notice: notice ?? onePageNotice(context, index, isList, responseFormat),
		paging:
			isList && responseFormat === 'items'
				? readPaging(context, index, call, options, facts, source.isWhole)
				: undefined,
		listField,
		isOwnListField: ownListField !== '',
	};
}
