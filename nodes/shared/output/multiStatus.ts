import pick from 'lodash/pick';
import type { IDataObject } from 'n8n-workflow';

import { getBulkResponseSpec } from '../catalogue/bulkResponse';
import { isFailureState } from '../catalogue/jobStates';
import { describeRequest, type ApiResponse, type ApiRequest } from '../api/types';
import { ApiError } from '../api/errors/errors';
import { getBodyObject } from '../api/errors/errorMessage';
import { extractList } from '../pagination/page';
import { isJsonObject } from '../parameters/json';
import { getSentEntries, getPartId, findPartPosition, getPartReason } from './part';

/** Parts of a request failed; each is a failure of its own. */
export class PartialFailureError extends ApiError {
	readonly parts: ApiError[];

	constructor(parts: ApiError[], total: number) {
		const [first] = parts;
		super({
			...first!.report,
			message: `${parts.length} of ${total} did not succeed, the first: ${first!.report.message}`,
			hint:
				parts.length < total
					? 'The others were done: do not send them again. Correct these, and send them alone.'
					: first!.report.hint,
		});
		this.parts = parts;
	}
}

/** What a response says of the parts of its request. */
export interface PartsResult {
	/** The parts that succeeded; undefined if none failed, so that the response is taken as it is. */
	succeeded?: unknown[];
	failure?: ApiError;
	/** What ISC left undone, by the name of the field that lists it. */
	undone: IDataObject;
}

type PartFailures = Omit<PartsResult, 'undone'>;

const getStatusCode = ({ statusCode, status }: IDataObject) => Number(statusCode ?? status ?? NaN);

const isResult = ({ statusCode, status, success }: IDataObject) =>
	(statusCode ?? status ?? success) !== undefined;

function isFailure(result: IDataObject): boolean {
	const code = getStatusCode(result);
	if (!Number.isNaN(code)) return code >= 400;
	return result.success === false || isFailureState(String(result.status ?? ''));
}

/** The failure of one part, which names the part by its ID and by its index in the request. */
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
		message: `ISC answered ${status}${name && ` for ${name}`}: ${getPartReason(result)}`,
		hint:
			count > 1
				? 'Correct this part, and send it alone.'
				: 'Correct what ISC reports, and send the request again.',
		request: describeRequest(request),
		...(!Number.isNaN(code) && { status: code }),
		part: { ...(index !== undefined && { index }), ...(id && { id }), result },
	});
}

const combineErrors = (failures: ApiError[], total: number): ApiError | undefined =>
	failures.length > 0 && total > 1 ? new PartialFailureError(failures, total) : failures[0];

const toObject = (part: unknown): IDataObject =>
	isJsonObject(part) ? part : ({ message: part } as IDataObject);

/** The results in a response: those of its list, of the lists in the object that it is, or the one that it is. */
function findResults(response: ApiResponse, listField: string): unknown[] {
	const list = extractList(response, listField);
	if (list) return [...list];
	const lists = Object.values(getBodyObject(response)).filter((value) => Array.isArray(value));
	const results = (lists as unknown[][]).flat().filter((one) => isJsonObject(one) && isResult(one));
	return results.length > 0 ? results : [response.body];
}

/** Judges a response with one result for each part. */
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

/** Judges a response that lists its failures apart from what was done. */
function parseFailureList(request: ApiRequest, response: ApiResponse, field: string): PartFailures {
	const body = getBodyObject(response);
	const listed = Array.isArray(body[field]) ? (body[field] as unknown[]) : [];
	if (listed.length === 0) return {};
	const failures = listed.map(
		(part) =>
			new ApiError({
				message: `ISC reported an error: ${getPartReason(toObject(part))}`,
				hint: 'Correct what ISC reports, and send this part again.',
				request: describeRequest(request),
				part: { result: part },
			}),
	);
	const succeededCount = Array.isArray(body.importedObjects) ? body.importedObjects.length : 0;
	return {
		...(succeededCount === 0 && { succeeded: [] }),
		failure: combineErrors(failures, failures.length + succeededCount),
	};
}

/** Judges a response before it becomes items: it may succeed as a whole (HTTP 200 or 207) though parts failed. */
export function parseParts(request: ApiRequest, response: ApiResponse): PartsResult {
	const { results, failures, undone } = getBulkResponseSpec(request, response.status);
	const body = getBodyObject(response);
	const undoneFields = undone.filter((name) => Array.isArray(body[name]) && body[name].length > 0);
	return {
		...(results !== undefined && parseResults(request, response, results)),
		...(failures !== undefined && parseFailureList(request, response, failures)),
		undone: pick(
			body,
			undoneFields.filter((name) => name !== failures),
		),
	};
}

const MAX_NAMED = 10;

/** Tells the user what ISC left undone; undefined if nothing. */
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
		? `${describeRequest(request)} succeeded, but ISC didn't carry out all of it: ${texts.join('; ')}.`
		: undefined;
}
