import isEqual from 'lodash/isEqual';
import type { IDataObject } from 'n8n-workflow';

import { getOperationById } from '../../shared/catalogue/operations';
import type { Operation } from '../../shared/catalogue/types';
import { ParameterError } from '../../shared/parameters/parameterError';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import type { GetParameter } from '../../shared/runner/types';
import { parseEnum, parseList, parseInteger } from '../../shared/parameters/parse';
import { toIndexedFieldName } from '../../shared/output/fieldPath';
import { EVENTS, type EventDefinition, type EventName, type ListEvent } from '../events';
import { createListSource } from '../sources/listSource';
import { createSearchSource } from '../sources/searchSource';
import type { RecordSource } from '../sources/recordSource';
import type { RecordKeys } from '../state/polledRecord';
import { getSelectedList } from './selectedList';

export const HOUR_MS = 3_600_000;
const LONGEST_TASK = 24;

const textIn = (read: GetParameter, name: string) =>
	String(getLocatorValue(read(name)) ?? '').trim();

function dateField(read: GetParameter): string {
	const field = textIn(read, 'dateField');
	if (field !== '') return field;
	throw new ParameterError(
		'Date Field',
		'is empty',
		'Enter the field with the date by which records are new, such as created or modified.',
	);
}

function idFields(read: GetParameter): string[] {
	const fields = parseList(read('idField')).map(String);
	return fields.length > 0 ? fields : ['id'];
}

function filterFor({ filters }: Operation, read: GetParameter): string {
	const filter = textIn(read, 'filters');
	if (filter !== '' || !filters?.required) return filter;
	throw new ParameterError(
		'Filter Expression',
		'is empty, and this list is given with a filter only',
		`It can filter by ${Object.keys(filters.fields).join(', ')}.`,
	);
}

/** Fields that are not wanted need not travel. */
function search(
	indices: string[],
	keys: RecordKeys,
	read: GetParameter,
	fields: string[],
): RecordSource {
	const { ids, date, orDate = date, changeDate = date, indexed = date } = keys;
	const includes = [
		...new Set([...fields.map(toIndexedFieldName), ...ids, date, orDate, changeDate, indexed]),
	];
	const body = {
		...(indices.length > 0 && { indices }),
		queryType: 'SAILPOINT',
		query: { query: textIn(read, 'query') || '*' },
		...(fields.length > 0 && { queryResultFilter: { includes } }),
	};
	return createSearchSource(body, keys);
}

function listed(
	facts: ListEvent,
	keys: RecordKeys,
	read: GetParameter,
	options: IDataObject,
): RecordSource {
	const operation = getOperationById(facts.operation)!;
	const own = operation.filters ? textIn(read, 'filters') : '';
	const filter = facts.filter && own ? `(${facts.filter}) and (${own})` : (facts.filter ?? own);
	const { scanBy: startedBy, ownerParameter } = facts;
	const owner = ownerParameter && textIn(read, 'owner');
	return createListSource({
		operation,
		keys,
		filter,
		query: owner ? { [ownerParameter]: owner } : {},
		scanBy: startedBy && {
			field: startedBy.field,
			within: HOUR_MS * parseInteger('Longest Task', options[startedBy.option] ?? LONGEST_TASK, 1),
		},
	});
}

/** The marks of records whose date the user names. */
const buildMarks = (ids: string[], date: string): RecordKeys => ({
	ids,
	date,
	...(date === 'modified' && { orDate: 'created' }),
});

/** The marks of an event's records. */
function readMarks(facts: EventDefinition, read: GetParameter): RecordKeys {
	const {
		idFields: ids,
		dateField: date,
		createdField: lastingDate,
		stateField: state,
		indexedField: indexed,
	} = facts;
	const recordFilter = parseEnum(
		'Which Records',
		read('recordFilter'),
		['changed', 'created'],
		'changed',
	);
	if (lastingDate === undefined) return { ids, date, state, indexed };
	return recordFilter === 'created'
		? { ids, date: lastingDate, changeDate: date }
		: { ids, date, orDate: lastingDate };
}

/** Where records come from, and what kind of records these are. */
export interface EventRecordSource {
	source: RecordSource;
	subject: string;
}

/**
 * Where the records of the chosen event come from.
 * @param fields dotted paths of what is kept of each record; empty for all
 * @throws BadInput naming the parameter that cannot be used
 */
export function readRecordSource(
	read: GetParameter,
	options: IDataObject,
	fields: string[],
): EventRecordSource {
	const event = String(read('event'));
	if (event === 'listOperation') {
		const operation = getSelectedList(textIn(read, 'list'));
		const keys = buildMarks(idFields(read), dateField(read));
		const source = createListSource({ operation, keys, filter: filterFor(operation, read) });
		return { source, subject: `${event} ${operation.id}` };
	}
	if (event === 'searchQuery') {
		const indices = parseList(read('indices')).map(String);
		const keys = {
			...buildMarks(['id'], dateField(read)),
			indexed: isEqual(indices, ['events']) ? EVENTS.auditEvent.indexedField : undefined,
		};
		return { source: search(indices, keys, read, fields), subject: event };
	}
	const facts = Object.hasOwn(EVENTS, event) ? EVENTS[event as EventName] : undefined;
	if (!facts) {
		throw new ParameterError(
			'Event',
			`is '${event}', which this node does not have`,
			'Choose one.',
		);
	}
	const keys = readMarks(facts, read);
	const source =
		'index' in facts
			? search([facts.index], keys, read, fields)
			: listed(facts, keys, read, options);
	return { source, subject: event };
}
