import { ACTION_RESOURCES } from '../../nodes/Isc/actions.ts';
import simplifications from '../../nodes/shared/output/simplifyOperations.json' with { type: 'json' };
import type { StoredSimplifications } from '../../nodes/shared/output/simplifyOperations.ts';
import type { Operation } from '../../nodes/shared/catalogue/types.ts';
import { getFieldAtPath, toObjectSchema, type Fields, type JsonSchema } from './fields.mts';
import type { ResponseFields } from './readResponseFields.mts';
import responseFields from './responseFields.json' with { type: 'json' };

/** n8n looks for the schemas of version 1 of a node here, beside its file. */
const FOLDER = '__schema__/v1.0.0';

const FIELDS = responseFields as unknown as ResponseFields;
const SIMPLIFICATIONS = Object.values(simplifications as unknown as StoredSimplifications).flat();

/** Fields of the items that the node builds itself. */
const DELETED: Fields = { deleted: 'boolean' };
const NO_CONTENT: Fields = { success: 'boolean', statusCode: 'integer' };
const FILE: Fields = { fileName: 'string', mimeType: 'string', statusCode: 'integer' };

/** Attributes of an identity differ by tenant, so ISC documents none. In its examples, these are texts. */
const IDENTITY_ATTRIBUTES = ['attributes.department'];

/** @throws if ISC doesn't document the records of the operation */
function getRecordFields({ id }: Pick<Operation, 'id'>): Fields {
	const fields = FIELDS[id];
	if (!fields) throw new Error(`responseFields.json lacks '${id}': run npm run response-fields`);
	return fields;
}

/** Returns the fields of the simplified record. */
function simplifyFields(record: Fields, paths: Record<string, string>): Fields {
	return Object.fromEntries(
		Object.entries(paths).map(([name, path]) => {
			const field = IDENTITY_ATTRIBUTES.includes(path)
				? 'string'
				: getFieldAtPath(record, path.split('.'));
			if (field === undefined)
				throw new Error(`simplifyOperations.json: ISC doesn't document '${path}'`);
			return [name, field];
		}),
	);
}

/** Returns the fields of an item that the action outputs with its default parameters. */
function getOutputFields(operation: Operation): Fields {
	const { kind } = operation.response;
	if (kind === 'none') return operation.method === 'DELETE' ? DELETED : NO_CONTENT;
	if (kind === 'file') return FILE;
	if (kind === 'scalar') throw new Error(`'${operation.id}' returns no object`);
	const record = getRecordFields(operation);
	const simplified = SIMPLIFICATIONS.find(({ operations }) => operations.includes(operation.id));
	return simplified ? simplifyFields(record, simplified.fields) : record;
}

/**
 * Builds the schemas that let n8n's editor show the fields of a node before its first run, as far as ISC documents them. n8n
 * shows none for triggers.
 * @returns schemas by file, relative to the folder of the nodes
 */
export function buildOutputSchemas(): Map<string, JsonSchema> {
	const actions = ACTION_RESOURCES.flatMap(({ value, operations }) =>
		operations.map(({ operation }): [string, Fields] => [
			`Isc/${FOLDER}/${value}/${operation.id}`,
			getOutputFields(operation),
		]),
	);
	const others: Array<[string, Fields]> = [
		[`Isc/${FOLDER}/triggerInvocation/completeInvocation`, NO_CONTENT],
		[`Isc/${FOLDER}/triggerInvocation/failInvocation`, NO_CONTENT],
		[`IscSearch/${FOLDER}/count`, { count: 'integer' }],
	];
	return new Map(
		[...actions, ...others]
			// n8n ignores a schema without fields.
			.filter(([, fields]) => Object.keys(fields).length > 0)
			.map(([file, fields]) => [`${file}.json`, toObjectSchema(fields)]),
	);
}
