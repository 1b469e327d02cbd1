import type { IDataObject, ILoadOptionsFunctions, INodeListSearchResult } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import get from 'lodash/get';

import { operationById } from '../../catalogue/catalogue';
import type { Operation, Picker } from '../../catalogue/operation';
import type { Answer } from '../../client/call';
import { objectIn } from '../../client/errors/said';
import { listIn } from '../../client/paging/page';
import { buildFilters } from '../../forms/filters';
import { ask } from '../../editor/ask';
import { placeholdersOf } from '../operations/chosenOperation';
import { operationIn, pathValueIn } from './choiceIn';

const AT_A_TIME = 50;

type Search = (
	this: ILoadOptionsFunctions,
	filter?: string,
	paginationToken?: string,
) => Promise<INodeListSearchResult>;

/** Lists the values for a placeholder of the path, counted from 0. */
export const searchPathValue = (index: number): Search =>
	async function (filter = '', paginationToken) {
		const operation = operationIn(this);
		const { picker, name = '' } = (operation && placeholdersOf(operation)[index]) ?? {};
		const list = picker && operationById(picker.list);
		if (!operation || !picker || !list) {
			throw new NodeOperationError(this.getNode(), `Nothing lists values for '${name}'`, {
				description: "Choose 'By ID' and enter the value.",
			});
		}
		const path = parentValues(this, operation, picker);
		const page = pageQuery(list, paginationToken);
		const query = { ...page, ...filterQuery(list, picker, filter) };
		return toResults(list, picker, filter, await ask(this, list, path, query), page);
	};

/** Values that are listed within another object need that to be chosen first. */
function parentValues(context: ILoadOptionsFunctions, operation: Operation, picker: Picker) {
	const names = placeholdersOf(operation).map(({ name }) => name);
	return Object.fromEntries(
		Object.entries(picker.with ?? {}).map(([theirs, ours]) => [
			theirs,
			pathValueIn(context, names.indexOf(ours)),
		]),
	);
}

function pageQuery({ paging }: Operation, token: string | undefined): IDataObject {
	if (!paging || paging.style === 'none') return {};
	const limit = Math.min(AT_A_TIME, paging.maxPage ?? AT_A_TIME);
	if (paging.style === 'next') return { limit, ...(token && { next: token }) };
	// Lists that are read on from the last record take an offset, too.
	return { limit, [paging.style === 'start' ? 'start' : 'offset']: Number(token ?? 0) };
}

/** The operator by which the list itself can search the label; undefined where it cannot. */
const searchOperator = ({ filters }: Operation, { label }: Picker) =>
	['co', 'sw'].find((operator) => filters?.fields[label]?.operators.includes(operator));

function filterQuery(list: Operation, picker: Picker, filter: string): IDataObject {
	const operator = searchOperator(list, picker);
	if (!filter || !operator) return {};
	const rows = [{ field: picker.label, operator, value: filter }];
	return { filters: buildFilters(list.filters, { rows }) };
}

function toResults(
	list: Operation,
	picker: Picker,
	filter: string,
	answer: Answer,
	{ limit, offset = 0, start = offset }: IDataObject,
): INodeListSearchResult {
	const records = (listIn(answer, list.response.listField) ?? []) as IDataObject[];
	const isFiltered = !filter || searchOperator(list, picker) !== undefined;
	const results = records
		.map((record) => {
			const value = String(get(record, picker.value) ?? '');
			return { name: String(get(record, picker.label) ?? value), value };
		})
		.filter(({ name, value }) => value !== '' && (isFiltered || contains(name, filter)));
	const { next } = objectIn(answer);
	const isFull = limit !== undefined && records.length >= Number(limit);
	const following =
		list.paging?.style === 'next' ? next : isFull ? Number(start) + Number(limit) : undefined;
	return { results, paginationToken: following ? String(following) : undefined };
}

const contains = (text: string, part: string) => text.toLowerCase().includes(part.toLowerCase());
