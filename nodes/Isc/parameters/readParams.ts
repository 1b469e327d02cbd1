import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { getListPaginationByPath } from '../../shared/catalogue/listPagination';
import type { ApiRequest } from '../../shared/api/types';
import type { PaginationOptions } from '../../shared/pagination/page';
import { readCommonOptions, type CommonOptions } from '../../shared/runner/commonOptions';
import { parseEnum, parseBooleanParameter } from '../../shared/parameters/parse';
import { buildStatusRequest } from '../jobs/job';
import { readExistingJobParams, type JobParams } from '../jobs/readJobParams';
import { readCustomRequest } from './readCustomRequest';
import { readInvocation } from './readInvocation';
import { readOperationRequest } from './readOperation';
import { readPagination } from './readPagination';
import { readRecordOutput } from './readRecordOutput';
import type { SimplifyRecord } from '../simplify';
import { assertNoMissingValues } from './assertNoMissingValues';
import { RESPONSE_FORMATS, type ResponseFormat, type RequestSpec } from './types';

/** All that the parameters of one item say. */
export interface RequestParams extends CommonOptions {
	request: ApiRequest;
	responseFormat: ResponseFormat;
	/** Present where jobs are waited for: those that the call starts, or one started elsewhere. */
	job?: JobParams;
	/** Present where the answer may be a list that comes in pages. */
	pagination?: PaginationOptions;
	/** Dotted path of the list in the answer; empty where the answer itself is the list. */
	listField: string;
	/** Whether the user named it, so that there must be a list. */
	hasCustomListField: boolean;
	/** Present if the records are simplified: those that become items, unless the user selects fields. */
	simplify?: SimplifyRecord;
}

/** A job that was started elsewhere: its call asks how it stands. */
function readJob(context: IExecuteFunctions, index: number, options: IDataObject): RequestSpec {
	const job = readExistingJobParams(context, index, options);
	const request = buildStatusRequest(job.existing);
	return {
		request,
		listPagination: getListPaginationByPath(request.path),
		isList: false,
		defaultFormat: 'items',
		job,
	};
}

function sourceFor(resource: unknown) {
	if (resource === 'customRequest') return readCustomRequest;
	if (resource === 'triggerInvocation') return readInvocation;
	return resource === 'job' ? readJob : readOperationRequest;
}

/** Return All stays in its place where the format of the response changes. */
function onePageNotice(
	context: IExecuteFunctions,
	index: number,
	isList: boolean,
	format: ResponseFormat,
): string | undefined {
	if (!isList || format === 'items' || format === 'none') return undefined;
	if (
		!parseBooleanParameter('Return All', context.getNodeParameter('returnAll', index, false), false)
	)
		return undefined;
	return "With this Response Format, 'Return All' has no effect: the answer is one page of the list. For a file of all records, choose the format Items, and a file under 'Output'.";
}

/**
 * Reads the parameters of one item.
 * @throws BadInput naming the parameter that cannot be used
 */
export async function readParams(
	context: IExecuteFunctions,
	index: number,
): Promise<RequestParams> {
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	const source = await sourceFor(context.getNodeParameter('resource', index, 'identity'))(
		context,
		index,
		options,
	);
	const { request, isList, defaultFormat, warning: notice, job } = source;
	assertNoMissingValues(context, index, source.operation, source.labels);

	const responseFormat = parseEnum(
		'Response Format',
		options.responseFormat,
		RESPONSE_FORMATS,
		defaultFormat,
	);
	const ownListField = String(options.listField ?? '');
	const listField =
		ownListField || (responseFormat === 'items' ? source.listPagination.listField : '');
	const facts = { ...source.listPagination, listField };
	const output = readRecordOutput(context, index, source.operation, options);
	const common = readCommonOptions(output.options, request.path);
	const isSimplifiable = !common.file && common.fields.length === 0 && ownListField === '';
	return {
		...common,
		file: responseFormat === 'items' ? common.file : undefined,
		request,
		responseFormat,
		job,
		warning: notice ?? onePageNotice(context, index, isList, responseFormat),
		pagination:
			isList && responseFormat === 'items'
				? readPagination(context, index, request, options, facts, source.isWhole)
				: undefined,
		listField,
		hasCustomListField: ownListField !== '',
		simplify: isSimplifiable ? output.simplify : undefined,
	};
}
