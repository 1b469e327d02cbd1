import isEqual from 'lodash/isEqual';
import type { IDataObject } from 'n8n-workflow';

import { getOperationById } from '../../shared/catalogue/operations';
import type { Operation } from '../../shared/catalogue/types';
import { ParameterError } from '../../shared/parameters/parameterError';
import { getLocatorValue } from '../../shared/editor/resourceLocator';
import type { GetParameter } from '../../shared/runner/types';
import { parseEnum, parseList, parseInteger } from '../../shared/parameters/parse';
import { toIndexedFieldName } from '../../shared/output/fieldPath';
import { createDocumentSimplifier } from '../../shared/output/simplifyDocuments';
import { createSimplifier } from '../../shared/output/simplifyOperations';
import type { SimplifyRecord } from '../../shared/output/simplifyRecord';
import { EVENTS, type EventDefinition, type EventName, type ListEvent } from '../events';
import { createListSource } from '../sources/listSource';
import { createSearchSource } from '../sources/searchSource';
import type { RecordSource } from '../sources/recordSource';
import type { RecordKeys } from '../state/polledRecord';
import { getSelectedList } from './selectedList';

export const HOUR_MS = 3_600_000;
/** Hours. */
const DEFAULT_LONGEST_TASK = 24;

const readText = (read: GetParameter, name: string) =>
	String(getLocatorValue(read(name)) ?? '').trim();

function readDateField(read: GetParameter): string {
	const field = readText(read, 'dateField');
	if (field !== '') return field;
	throw new ParameterError(
		'Date Field',
		'is required',
		'Enter the field with the date that makes a record new, such as created or modified.',
	);
}

function readIdFields(read: GetParameter): string[] {
	const fields = parseList(read('idField')).map(String);
	return fields.length > 0 ? fields : ['id'];
}

function readFilterExpression({ filters }: Operation, read: GetParameter): string {
	const filter = readText(read, 'filters');
	if (filter !== '' || !filters?.required) return filter;
	throw new ParameterError(
		'Filter Expression',
		'is required for this list',
		`Filter by ${Object.keys(filters.fields).join(', ')}.`,
	);
}

/** Builds a source of search results that requests only the required fields. */
function buildSearchSource(
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
		query: { query: readText(read, 'query') || '*' },
		...(fields.length > 0 && { queryResultFilter: { includes } }),
	};
	return createSearchSource(body, keys);
}

/** Builds the source of an event with a list. */
function buildListSource(
	event: ListEvent,
	keys: RecordKeys,
	read: GetParameter,
	options: IDataObject,
): RecordSource {
	const operation = getOperationById(event.operation)!;
	const userFilter = operation.filters ? readText(read, 'filters') : '';
	const filter =
		event.filter && userFilter
			? `(${event.filter}) and (${userFilter})`
			: (event.filter ?? userFilter);
	const { scanBy, ownerParameter } = event;
	const owner = ownerParameter && readText(read, 'owner');
	return createListSource({
		operation,
		keys,
		filter,
		query: owner ? { [ownerParameter]: owner } : {},
		scanBy: scanBy && {
			field: scanBy.field,
			within:
				HOUR_MS * parseInteger('Longest Task', options[scanBy.option] ?? DEFAULT_LONGEST_TASK, 1),
		},
	});
}

/** Builds the keys of records with a date field that the user entered. */
const buildRecordKeys = (ids: string[], date: string): RecordKeys => ({
	ids,
	date,
	...(date === 'modified' && { orDate: 'created' }),
});

/** Reads the keys of an event's records. */
function readRecordKeys(event: EventDefinition, read: GetParameter): RecordKeys {
	const {
		idFields: ids,
		dateField: date,
		createdField,
		stateField: state,
		indexedField: indexed,
	} = event;
	const recordFilter = parseEnum(
		'Record Filter',
		read('recordFilter'),
		['changed', 'created'],
		'changed',
	);
	if (createdField === undefined) return { ids, date, state, indexed };
	return recordFilter === 'created'
		? { ids, date: createdField, changeDate: date }
		: { ids, date, orDate: createdField };
}

/** Source of the records, and the event and list that they belong to. */
export interface EventRecordSource {
	source: RecordSource;
	subject: string;
	/** Simplifies a record; undefined for lists whose records have few fields, or that the node doesn't know. */
	simplifyRecord?: SimplifyRecord;
}

/**
 * Reads the source of the selected event's records.
 * @param fields dotted paths of the fields to return; empty for all
 * @throws ParameterError for an invalid parameter
 */
export function readRecordSource(
	read: GetParameter,
	options: IDataObject,
	fields: string[],
): EventRecordSource {
	const event = String(read('event'));
	if (event === 'listOperation') {
		const operation = getSelectedList(readText(read, 'list'));
		const keys = buildRecordKeys(readIdFields(read), readDateField(read));
		const source = createListSource({
			operation,
			keys,
			filter: readFilterExpression(operation, read),
		});
		const subject = `${event} ${operation.id}`;
		return { source, subject, simplifyRecord: createSimplifier(operation.id) };
	}
	if (event === 'searchQuery') {
		const indices = parseList(read('indices')).map(String);
		const keys = {
			...buildRecordKeys(['id'], readDateField(read)),
			indexed: isEqual(indices, ['events']) ? EVENTS.auditEvent.indexedField : undefined,
		};
		const source = buildSearchSource(indices, keys, read, fields);
		return { source, subject: event, simplifyRecord: createDocumentSimplifier(indices) };
	}
	const definition = Object.hasOwn(EVENTS, event) ? EVENTS[event as EventName] : undefined;
	if (!definition) {
		throw new ParameterError(
			'Event',
			`has an unsupported value: '${event}'`,
			'Choose an event from the list.',
		);
	}
	const keys = readRecordKeys(definition, read);
	return 'index' in definition
		? {
				source: buildSearchSource([definition.index], keys, read, fields),
				subject: event,
				simplifyRecord: createDocumentSimplifier([definition.index]),
			}
		: {
				source: buildListSource(definition, keys, read, options),
				subject: event,
				simplifyRecord: createSimplifier(definition.operation),
			};
}
