import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { getListPaginationByPath } from '../../shared/catalogue/listPagination';
import type { ApiRequest } from '../../shared/api/types';
import type { PaginationOptions } from '../../shared/pagination/page';
import { readCommonOptions, type CommonOptions } from '../../shared/runner/commonOptions';
import { readRecordOutput } from '../../shared/runner/readRecordOutput';
import { parseEnum, parseBooleanParameter } from '../../shared/parameters/parse';
import { buildStatusRequest } from '../jobs/job';
import { readExistingJobParams, type JobParams } from '../jobs/readJobParams';
import { readCustomRequest } from './readCustomRequest';
import { readInvocation } from './readInvocation';
import { readOperationRequest } from './readOperation';
import { readPagination } from './readPagination';
import { createSimplifier } from '../../shared/output/simplifyOperations';
import { assertNoMissingValues } from './assertNoMissingValues';
import { RESPONSE_FORMATS, type ResponseFormat, type RequestSpec } from './types';

/** Parameters of one item. */
export interface RequestParams extends CommonOptions {
	request: ApiRequest;
	responseFormat: ResponseFormat;
	/** Set if the node waits for jobs: those that the request starts, or one that was started elsewhere. */
	job?: JobParams;
	/** Set if the response can be a list with pages. */
	pagination?: PaginationOptions;
	/** Dotted path of the list in the response. Empty if the response itself is the list. */
	listField: string;
	/** Whether the user entered the list field, so that it must contain a list. */
	hasCustomListField: boolean;
}

/** Reads a job that was started elsewhere. Its request is the first status check. */
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

function getReader(resource: unknown) {
	if (resource === 'customRequest') return readCustomRequest;
	if (resource === 'triggerInvocation') return readInvocation;
	return resource === 'job' ? readJob : readOperationRequest;
}

/** Warns if 'Return All' has no effect with the selected 'Response Format'. */
function describeSinglePage(
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
	return "'Return All' has no effect with this 'Response Format'. To save all records to a file, choose the format Items and a file under 'Output'.";
}

/**
 * Reads the parameters of one item.
 * @throws ParameterError if a parameter is invalid
 */
export async function readParams(
	context: IExecuteFunctions,
	index: number,
): Promise<RequestParams> {
	const options = context.getNodeParameter('options', index, {}) as IDataObject;
	const spec = await getReader(context.getNodeParameter('resource', index, 'identity'))(
		context,
		index,
		options,
	);
	const { request, isList, defaultFormat, warning, job } = spec;
	assertNoMissingValues(context, index, spec.operation, spec.labels);

	const responseFormat = parseEnum(
		'Response Format',
		options.responseFormat,
		RESPONSE_FORMATS,
		defaultFormat,
	);
	const customListField = String(options.listField ?? '');
	const listField =
		customListField || (responseFormat === 'items' ? spec.listPagination.listField : '');
	const listPagination = { ...spec.listPagination, listField };
	const output = readRecordOutput(context, index, options);
	const common = readCommonOptions(output.options, request.path);
	const isSimplified =
		output.isSimplified && !common.file && common.fields.length === 0 && customListField === '';
	return {
		...common,
		file: responseFormat === 'items' ? common.file : undefined,
		request,
		responseFormat,
		job,
		warning: warning ?? describeSinglePage(context, index, isList, responseFormat),
		pagination:
			isList && responseFormat === 'items'
				? readPagination(context, index, request, options, listPagination, spec.isWhole)
				: undefined,
		listField,
		hasCustomListField: customListField !== '',
		simplify: isSimplified ? createSimplifier(spec.operation?.id) : undefined,
	};
}
