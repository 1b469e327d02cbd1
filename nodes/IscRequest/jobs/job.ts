import { buildCall } from '../../catalogue/call/buildCall';
import { operationById } from '../../catalogue/catalogue';
import { JOB_FAMILIES, type JobFamily, type StartedJob } from '../../catalogue/jobs';
import type { Operation } from '../../catalogue/operation';
import type { Call } from '../../client/call';
import { BadInput } from '../../client/errors/failures';
import { buildFilters } from '../../forms/filters';
import { placeholdersOf } from '../operations/chosenOperation';
import { valuesAt } from './valuesAt';

/** One job that goes on in ISC. */
export interface Job {
	family: JobFamily;
	/** Key of the family. */
	familyId: string;
	/** Its ID; where that has several parts, these with slashes between. */
	id: string;
	/** States that end it well. */
	succeeded: string[];
	hasResult: boolean;
}

/**
 * The jobs that a request has started.
 * @param path the values that its path was made of
 * @returns none where the answer names none, as when there was nothing to do
 */
export function jobsOf(
	{ family: familyId, start }: StartedJob,
	path: Record<string, unknown>,
	answer: unknown,
): Job[] {
	const family = JOB_FAMILIES[familyId]!;
	const fixed = start.id.filter((place) => place.startsWith('path.'));
	const parts = fixed.map((place) => String(path[place.slice('path.'.length)] ?? ''));
	const open = start.id.filter((place) => place.startsWith('answer.'));
	const ids =
		open.length === 0
			? [parts.join('/')]
			: open
					.flatMap((place) => valuesAt(answer, place.slice('answer.'.length)))
					.map((id) => [...parts, String(id)].join('/'));
	return [...new Set(ids)].map((id) => ({
		family,
		familyId,
		id,
		succeeded: start.succeeded ?? family.succeeded,
		hasResult: family.result !== undefined && start.withoutResult !== true,
	}));
}

/**
 * A job that was started elsewhere.
 * @throws BadInput if there is no such family, or the ID cannot be one of it
 */
export function jobById(familyId: string, id: string): Job {
	const family = Object.hasOwn(JOB_FAMILIES, familyId) ? JOB_FAMILIES[familyId] : undefined;
	if (!family) {
		throw new BadInput(
			'Kind of Job',
			`is '${familyId}', which is none`,
			`Use one of: ${Object.keys(JOB_FAMILIES).join(', ')}.`,
		);
	}
	const names = placeholdersOf(operationById(family.poll.operation)!).map(({ name }) => name);
	const parts = id.split('/').filter((part) => part.trim() !== '');
	if (parts.length !== Math.max(1, names.length)) {
		throw new BadInput(
			'Job ID',
			id === '' ? 'is empty' : `is '${id}', which is no ID of this kind of job`,
			names.length > 1
				? `Enter ${names.join(', ')} with slashes between.`
				: 'Enter the ID that the operation gave which started the job.',
		);
	}
	const hasResult = family.result !== undefined;
	return { family, familyId, id: parts.join('/'), succeeded: family.succeeded, hasResult };
}

function callOf(operation: Operation, id: string, query: Record<string, unknown> = {}): Call {
	const parts = id.split('/');
	const path = Object.fromEntries(
		placeholdersOf(operation).map(({ name }, index) => [name, parts[index]]),
	);
	return buildCall(operation, 'current', { path, query, headers: {} });
}

/** Asks how a job stands. */
export function pollCall({ family: { poll }, id }: Job): Call {
	const operation = operationById(poll.operation)!;
	if (!poll.filter) return callOf(operation, id);
	const rows = [{ field: poll.filter, operator: 'eq', value: id }];
	return callOf(operation, id, { filters: buildFilters(operation.filters, { rows }) });
}

/** Fetches what a job has made. @param format of the file, where there is a choice */
export function resultOf({ family: { result }, id }: Job, format: string) {
	const operation = operationById(result!.operation)!;
	const query = result!.format ? { [result!.format]: format } : {};
	return { operation, call: callOf(operation, id, query) };
}
