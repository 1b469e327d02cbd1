import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';

import { getBulkResponseSpec } from '../catalogue/bulkResponse';
import { isFailureState } from '../catalogue/jobStates';
import { describeRequest, type ApiResponse, type ApiRequest } from '../api/types';
import { ApiError } from '../api/errors/errors';
import { getBodyObject } from '../api/errors/errorMessage';
import { extractList } from '../pagination/page';
import { isJsonObject } from '../parameters/json';
import { parseBoolean } from '../parameters/parse';
import { getSentEntries, getPartId, findPartPosition, getPartReason } from './part';

/** Some parts of a request failed; each has its own error. */
export class PartialFailureError extends ApiError {
	readonly parts: ApiError[];

	constructor(parts: ApiError[], total: number) {
		const [first] = parts;
		super({
			...first!.report,
			message: `${parts.length} of ${total} parts failed. The first: ${first!.report.message}`,
			hint:
				parts.length < total
					? "ISC processed the other parts: don't send them again. Fix the failed parts, then send only those."
					: first!.report.hint,
		});
		this.parts = parts;
	}
}

/** The results of the parts of a request. */
export interface PartsResult {
	/** Results of the parts that succeeded; undefined if none failed, so the response is output unchanged. */
	succeeded?: unknown[];
	failure?: ApiError;
	/** Parts that ISC didn't process, by the name of the field that lists them. */
	undone: IDataObject;
}

type PartFailures = Omit<PartsResult, 'undone'>;

/** Returns the status code of a result, also from text such as `404 Not Found`; NaN if it has none. */
const getStatusCode = ({ statusCode, status }: IDataObject): number =>
	Number(/^\s*(\d{3})\b/.exec(String(statusCode ?? status ?? ''))?.[1] ?? NaN);

const isResult = ({ statusCode, status, success }: IDataObject) =>
	(statusCode ?? status ?? success) !== undefined;

const hasContent = (value: unknown) => (Array.isArray(value) ? value.length > 0 : Boolean(value));

/**
 * Returns whether one part failed. One sign of a failure is enough: a part can have the status 200 and report an error.
 */
function isFailure(result: IDataObject): boolean {
	const { success, status, error, errors } = result;
	return (
		getStatusCode(result) >= 400 ||
		parseBoolean(success) === false ||
		isFailureState(String(status ?? '')) ||
		hasContent(error) ||
		hasContent(errors)
	);
}

/** Returns the error of one part, with its ID and its index in the request. */
function toPartError(
	request: ApiRequest,
	result: IDataObject,
	position: number,
	count: number,
): ApiError {
	const index = findPartPosition(result, position, count, getSentEntries(request));
	const code = getStatusCode(result);
	const status = Number.isNaN(code) ? String(result.status ?? 'an error') : String(code);
	const id = getPartId(result);
	const names = [id && `'${id}'`, index !== undefined && `index ${index} of the request`];
	const name = names.filter(Boolean).join(', ');
	return new ApiError({
		message: `ISC returned ${status}${name && ` for ${name}`}: ${getPartReason(result)}`,
		hint:
			count > 1
				? 'Fix this part, then send it alone.'
				: 'Fix the reported issue, then send the request again.',
		request: describeRequest(request),
		...(!Number.isNaN(code) && { status: code }),
		part: { ...(index !== undefined && { index }), ...(id && { id }), result },
	});
}

const combineErrors = (failures: ApiError[], total: number): ApiError | undefined =>
	failures.length > 0 && total > 1 ? new PartialFailureError(failures, total) : failures[0];

const toObject = (part: unknown): IDataObject =>
	isJsonObject(part) ? part : ({ message: part } as IDataObject);

/** Returns the results in a response: its list, the lists in its object, or the response as the only result. */
function findResults(response: ApiResponse, listField: string): unknown[] {
	const list = extractList(response, listField);
	if (list) return [...list];
	const lists = Object.values(getBodyObject(response)).filter((value) => Array.isArray(value));
	const results = (lists as unknown[][]).flat().filter((one) => isJsonObject(one) && isResult(one));
	return results.length > 0 ? results : [response.body];
}

/** Parses a response with one result per part. */
function parseResults(request: ApiRequest, response: ApiResponse, listField: string): PartFailures {
	const results = findResults(response, listField);
	const failures = results.flatMap((result, position) =>
		isFailure(toObject(result))
			? [toPartError(request, toObject(result), position, results.length)]
			: [],
	);
	if (failures.length === 0) return {};
	return {
		succeeded: results.filter((result) => !isFailure(toObject(result))),
		failure: combineErrors(failures, results.length),
	};
}

const toList = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : []);

/** Parses a response that lists failures separately. @param succeeded names of the fields that list the other parts */
function parseFailureList(
	request: ApiRequest,
	body: IDataObject,
	field: string,
	succeeded: string[],
): PartFailures {
	const listed = toList(body[field]);
	if (listed.length === 0) return {};
	const failures = listed.map(
		(part) =>
			new ApiError({
				message: `ISC reported an error: ${getPartReason(toObject(part))}`,
				hint: 'Fix the reported issue, then send this part again.',
				request: describeRequest(request),
				part: { result: part },
			}),
	);
	const succeededCount = succeeded.flatMap((name) => toList(body[name])).length;
	return {
		...(succeededCount === 0 && { succeeded: [] }),
		failure: combineErrors(failures, failures.length + succeededCount),
	};
}

/** The objects that an import created or updated. */
const IMPORTED = ['importedObjects'];

/** Finds failed parts in a response that succeeded as a whole (HTTP 200 or 207). */
export function parseParts(request: ApiRequest, response: ApiResponse): PartsResult {
	const { results, failures, undone } = getBulkResponseSpec(request, response.status);
	const body = getBodyObject(response);
	const undoneFields = undone.filter((name) => toList(body[name]).length > 0);
	const parsed = results === undefined ? {} : parseResults(request, response, results);
	// With 207, a separate list of failures has the results of the parts that failed.
	const isSplit = failures === undefined && response.status === 207 && !parsed.failure;
	const field = isSplit ? undoneFields.find((name) => name !== 'inUse') : failures;
	const others = isSplit ? Object.keys(body).filter((name) => name !== field) : IMPORTED;
	return {
		...parsed,
		...(field !== undefined && parseFailureList(request, body, field, others)),
		undone: pick(
			body,
			undoneFields.filter((name) => name !== field),
		),
	};
}

const MAX_NAMED = 10;

/** Describes the parts that ISC didn't process; undefined if there are none. */
export function describeFailedParts(request: ApiRequest, undone: IDataObject): string | undefined {
	const texts = Object.entries(undone).map(([field, list]) => {
		const parts = list as unknown[];
		const named = parts
			.slice(0, MAX_NAMED)
			.map((part) => (isJsonObject(part) ? getPartId(part) || getPartReason(part) : String(part)));
		const more = parts.length > MAX_NAMED ? ` and ${parts.length - MAX_NAMED} more` : '';
		return `'${field}' lists ${named.join(', ')}${more}`;
	});
	return texts.length > 0
		? `${describeRequest(request)} succeeded, but ISC didn't process all of it: ${texts.join('; ')}.`
		: undefined;
}
