import type { IDataObject } from 'n8n-workflow';

import type { ApiRequest } from '../api/types';
import { isJsonObject } from '../parameters/json';
import { tryParseJson } from '../parameters/tryParse';

const isText = (value: unknown): value is string =>
	typeof value === 'string' && value.trim() !== '';

/** Returns the value that identifies a part: its `id`, another field whose name ends in ID, or its name. */
export function getPartId(part: IDataObject): string {
	const keys = Object.keys(part);
	const key = [
		'id',
		...keys.filter((name) => /(Id|ID|_id)$/.test(name)),
		'name',
		...keys.filter((name) => /Ids$/.test(name)),
	].find((name) => part[name] !== undefined && part[name] !== null && part[name] !== '');
	const value = key === undefined ? undefined : part[key];
	return value === undefined ? '' : Array.isArray(value) ? value.join(' ') : String(value);
}

/** Returns the reason in a failed part: text, a list of texts, or ISC's messages. */
export function getPartReason(part: IDataObject): string {
	const { failedReason, message, description, text, error, errorMessage, key } = part;
	const lists = [part.messages, part.errors, part.causes].map((list) =>
		Array.isArray(list) ? (list as unknown[])[0] : undefined,
	);
	const listed = lists.map((first) => (isJsonObject(first) ? first.text : first));
	const texts = [failedReason, message, description, text, ...listed, error, errorMessage, key];
	const reason = texts.find(isText) ?? 'no reason given';
	const { detail, details } = part;
	const detailValues = Object.values(
		isJsonObject(detail) ? detail : isJsonObject(details) ? details : {},
	);
	const additional = detailValues.find(
		(value): value is string => isText(value) && value !== reason,
	);
	return additional ? `${reason} (${additional})` : reason;
}

/** Returns the entries of the list in a request body; empty if there is none. */
export function getSentEntries({ body }: ApiRequest): unknown[] {
	if (typeof body !== 'string') return [];
	const sent = tryParseJson(body);
	const values = Array.isArray(sent) ? [sent] : isJsonObject(sent) ? Object.values(sent) : [];
	return (values as unknown[]).find((value): value is unknown[] => Array.isArray(value)) ?? [];
}

/**
 * Finds a part in the request: by its position if the response has as many results, otherwise by its ID.
 * @returns the index in the list of the request; undefined if it is unknown
 */
export function findPartPosition(
	result: IDataObject,
	position: number,
	count: number,
	sent: unknown[],
): number | undefined {
	const id = getPartId(result);
	const holdsId = (entry: unknown) =>
		entry === id || (isJsonObject(entry) && Object.values(entry).includes(id));
	if (sent.length === count && (id === '' || !sent.some(holdsId) || holdsId(sent[position]))) {
		return position;
	}
	const index = id === '' ? -1 : sent.findIndex(holdsId);
	return index < 0 ? undefined : index;
}
