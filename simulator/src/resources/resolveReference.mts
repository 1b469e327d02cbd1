import type { Entity, Table } from '../data/table.mts';
import type { Reference } from '../data/types.mts';
import type { JsonObject } from '../http/parseBody.mts';
import { badRequest } from '../http/errors.mts';

type Named = Entity & { name: string };

/** Returns the full form of a reference in a body. Throws a 400 if the object doesn't exist. */
export function resolveReference<T extends Named>(
	value: unknown,
	table: Table<T>,
	type: string,
	field: string,
): Reference {
	const id = (value as JsonObject | null)?.id;
	const record = typeof id === 'string' ? table.get(id) : undefined;
	if (!record) throw badRequest(`The field "${field}" does not name an existing object.`);
	return { type, id: record.id, name: record.name };
}
