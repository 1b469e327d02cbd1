import type {
	BodySpec,
	BodyField,
	Operation,
	PaginationSpec,
	ParameterSpec,
	ValueLookup,
	ResponseSpec,
} from '../../nodes/shared/catalogue/types.ts';
import type { FilterField } from '../../nodes/shared/parameters/valueSpec.ts';
import {
	CONTENT_TYPES,
	DEFAULT_PAGE_SIZE,
	type StoredCatalogue,
	type StoredField,
	type StoredFilterField,
	type StoredOperation,
	type StoredParameter,
	type StoredLookup,
} from '../../nodes/shared/catalogue/storedFormat.ts';

/** Omits defaults and undefined values. */
function omitDefaults<T extends object>(value: T, defaults: Partial<T>): Partial<T> {
	return Object.fromEntries(
		Object.entries(value).filter(
			([key, inner]) => inner !== undefined && inner !== defaults[key as keyof T],
		),
	) as Partial<T>;
}

/** Omits an empty object or list. */
const omitEmpty = <T extends object>(value: T | undefined) =>
	value && Object.keys(value).length > 0 ? value : undefined;

function packLookup(lookup: ValueLookup): StoredLookup {
	const { list, ...rest } = lookup;
	const stored = omitDefaults(rest, { value: 'id', label: 'name' });
	return Object.keys(stored).length > 0 ? { list, ...stored } : list;
}

function packParameter({ name: _name, lookup, ...rest }: ParameterSpec): StoredParameter {
	return {
		...omitDefaults(rest, {
			in: rest.in === 'header' ? undefined : rest.in,
			type: 'string',
			required: rest.in === 'path',
		}),
		...(lookup && { lookup: packLookup(lookup) }),
	};
}

function packField({ name: _name, type, ...rest }: BodyField): StoredField {
	const stored = omitDefaults(rest, { required: false });
	if (Object.keys(stored).length === 0) return type;
	return type === 'string' ? stored : { type, ...stored };
}

function packFilterField({ operators, type, enum: values }: FilterField): StoredFilterField {
	const text = `${type ? `${type}: ` : ''}${operators.join(' ')}`;
	return values ? { operators: text, enum: values } : text;
}

const packPagination = (pagination: PaginationSpec) =>
	omitDefaults(pagination, {
		style: 'offset',
		maxPage: DEFAULT_PAGE_SIZE,
		defaultPage: pagination.maxPage,
		count: false,
	});

const packByName = <T extends { name: string }, Packed>(all: T[], packOne: (one: T) => Packed) =>
	omitEmpty(Object.fromEntries(all.map((one) => [one.name, packOne(one)])));

const packBody = ({ fields, ...body }: BodySpec) => ({
	...omitDefaults(body, {
		kind: 'json',
		contentType: CONTENT_TYPES[body.kind],
		required: false,
		type: body.kind === 'jsonPatch' ? 'list' : 'object',
	}),
	fields: packByName(fields, packField),
});

const packResponse = (response: ResponseSpec) =>
	omitEmpty(omitDefaults(response, { kind: 'object', status: 200 }));

/** Creates a function that returns the index of a name in a table, and adds new names. */
const createIndexer = (table: string[]) => (name: string) => {
	if (!table.includes(name)) table.push(name);
	return table.indexOf(name);
};

/** Packs operations, the reverse of `expandOperation`: defaults are omitted. */
export function packCatalogue(operations: Operation[]): StoredCatalogue {
	const scopes: string[] = [];
	const levels: string[] = [];
	const packOne = (operation: Operation): StoredOperation =>
		omitDefaults<StoredOperation>(
			{
				...operation,
				experimental: operation.experimental || undefined,
				deprecated: operation.deprecated || undefined,
				auth: operation.auth === 'user' ? undefined : operation.auth,
				scopes: omitEmpty(operation.scopes.map(createIndexer(scopes))),
				levels: omitEmpty(operation.levels.map(createIndexer(levels))),
				parameters: packByName(operation.parameters, packParameter),
				pagination: operation.pagination && packPagination(operation.pagination),
				filters: operation.filters && {
					...operation.filters,
					fields: Object.fromEntries(
						Object.entries(operation.filters.fields).map(([name, field]) => [
							name,
							packFilterField(field),
						]),
					),
				},
				body: operation.body && packBody(operation.body),
				response: packResponse(operation.response),
			},
			{},
		) as StoredOperation;
	return { operations: operations.map(packOne), scopes, levels };
}
