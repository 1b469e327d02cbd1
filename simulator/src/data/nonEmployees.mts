import type { RecordBuilderContext } from './recordBuilderContext.mts';
import { hash } from './seededRandom.mts';
import { getCreatedDate, getModifiedDate } from './time.mts';
import type { AnyRecord } from './types.mts';

/** Builds the source of non-employees at an index. */
export function buildNonEmployeeSource(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const created = getCreatedDate(index, context.counts.nonEmployeeSources);
	const people = [context.identityRef(index), context.identityRef(index + 1)];
	const refs = people.map((person) => ({ type: 'IDENTITY', id: person.id }));
	return {
		id,
		sourceId: context.idOf('nonEmployeeAccountSource', index),
		name: `Contractors ${index + 1}`,
		description: `People of partner ${index + 1}`,
		approvers: [refs[0]],
		accountManagers: [refs[1]],
		created,
		modified: getModifiedDate(created, 1),
	};
}

/** Builds the record of a non-employee at an index; sources take turns. */
export function buildNonEmployeeRecord(
	context: RecordBuilderContext,
	index: number,
	id: string,
): AnyRecord {
	const { counts, seed, words } = context;
	const created = getCreatedDate(index, counts.nonEmployeeRecords);
	const first = words.firstNames[hash(seed + 21, index) % words.firstNames.length] as string;
	const last = words.lastNames[hash(seed + 22, index) % words.lastNames.length] as string;
	const accountName = `ext.${first}.${last}${index}`.toLowerCase().replace(/[^a-z0-9.]/g, '');
	return {
		id,
		accountName,
		firstName: first,
		lastName: last,
		email: `${accountName}@partner.example`,
		phone: `+1 555 01${String(index % 100).padStart(2, '0')}`,
		manager: context.personName(index % Math.max(1, counts.identities)).alias,
		sourceId: context.idOf('nonEmployeeSource', index % Math.max(1, counts.nonEmployeeSources)),
		data: {},
		startDate: created,
		endDate: getModifiedDate(created, 365),
		created,
		modified: created,
	};
}
