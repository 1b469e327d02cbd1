import isEqual from 'lodash/isEqual';
import type { IDataObject } from 'n8n-workflow';

import { operationById } from '../../catalogue/catalogue';
import type { Operation } from '../../catalogue/operation';
import { BadInput } from '../../client/errors/failures';
import { locatorValue } from '../../editor/locator';
import type { Read } from '../../execution/read';
import { choice } from '../../forms/choice';
import { readList } from '../../forms/list';
import { wholeNumber } from '../../forms/number';
import { indexedName } from '../../sinks/fieldPath';
import { EVENTS, type EventFacts, type EventName, type ListedEvent } from '../events';
import { listSource } from '../sources/listSource';
import { searchSource } from '../sources/searchSource';
import type { Source } from '../sources/source';
import type { Marks } from '../state/found';
import { chosenList } from './chosenList';

export const HOUR = 3_600_000;
const LONGEST_TASK = 24;

const textIn = (read: Read, name: string) => String(locatorValue(read(name)) ?? '').trim();

function dateField(read: Read): string {
	const field = textIn(read, 'dateField');
	if (field !== '') return field;
	throw new BadInput(
		'Date Field',
		'is empty',
		'Enter the field with the date by which records are new, such as created or modified.',
	);
}

function idFields(read: Read): string[] {
	const fields = readList(read('idField')).map(String);
	return fields.length > 0 ? fields : ['id'];
}

function filterFor({ filters }: Operation, read: Read): string {
	const filter = textIn(read, 'filters');
	if (filter !== '' || !filters?.required) return filter;
	throw new BadInput(
		'Filter Expression',
		'is empty, and this list is given with a filter only',
		`It can filter by ${Object.keys(filters.fields).join(', ')}.`,
	);
}

/** Fields that are not wanted need not travel. */
function search(indices: string[], marks: Marks, read: Read, fields: string[]): Source {
	const { ids, date, orDate = date, changeDate = date, indexed = date } = marks;
	const includes = [
		...new Set([...fields.map(indexedName), ...ids, date, orDate, changeDate, indexed]),
	];
	const body = {
		...(indices.length > 0 && { indices }),
		queryType: 'SAILPOINT',
		query: { query: textIn(read, 'query') || '*' },
		...(fields.length > 0 && { queryResultFilter: { includes } }),
	};
	return searchSource(body, marks);
}

function listed(facts: ListedEvent, marks: Marks, read: Read, options: IDataObject): Source {
	const operation = operationById(facts.operation)!;
	const own = operation.filters ? textIn(read, 'filters') : '';
	const filter = facts.filter && own ? `(${facts.filter}) and (${own})` : (facts.filter ?? own);
	const { startedBy, ownerParameter } = facts;
	const owner = ownerParameter && textIn(read, 'owner');
	return listSource({
		operation,
		marks,
		filter,
		query: owner ? { [ownerParameter]: owner } : {},
		startedBy: startedBy && {
			field: startedBy.field,
			within: HOUR * wholeNumber('Longest Task', options[startedBy.option] ?? LONGEST_TASK, 1),
		},
	});
}

/** The marks of records whose date the user names. */
const buildMarks = (ids: string[], date: string): Marks => ({
	ids,
	date,
	...(date === 'modified' && { orDate: 'created' }),
});

/** The marks of an event's records. */
function readMarks(facts: EventFacts, read: Read): Marks {
	const { ids, date, lastingDate, state, indexed } = facts;
	const watch = choice('Which Records', read('watch'), ['changed', 'created'], 'changed');
	if (lastingDate === undefined) return { ids, date, state, indexed };
	return watch === 'created'
		? { ids, date: lastingDate, changeDate: date }
		: { ids, date, orDate: lastingDate };
}

/** Where records come from, and what kind of records these are. */
export interface SourceOfKind {
	source: Source;
	subject: string;
}

/**
 * Where the records of the chosen event come from.
 * @param fields dotted paths of what is kept of each record; empty for all
 * @throws BadInput naming the parameter that cannot be used
 */
export function readSource(read: Read, options: IDataObject, fields: string[]): SourceOfKind {
	const event = String(read('event'));
	if (event === 'listOperation') {
		const operation = chosenList(textIn(read, 'list'));
		const marks = buildMarks(idFields(read), dateField(read));
		const source = listSource({ operation, marks, filter: filterFor(operation, read) });
		return { source, subject: `${event} ${operation.id}` };
	}
	if (event === 'searchQuery') {
		const indices = readList(read('indices')).map(String);
		const marks = {
			...buildMarks(['id'], dateField(read)),
			indexed: isEqual(indices, ['events']) ? EVENTS.auditEvent.indexed : undefined,
		};
		return { source: search(indices, marks, read, fields), subject: event };
	}
	const facts = Object.hasOwn(EVENTS, event) ? EVENTS[event as EventName] : undefined;
	if (!facts) {
		throw new BadInput('Event', `is '${event}', which this node does not have`, 'Choose one.');
	}
	const marks = readMarks(facts, read);
	const source =
		'index' in facts
			? search([facts.index], marks, read, fields)
			: listed(facts, marks, read, options);
	return { source, subject: event };
}
