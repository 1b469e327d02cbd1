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

/** Leaves out what is as usual, and what is undefined. */
function without<T extends object>(value: T, usual: Partial<T>): Partial<T> {
	return Object.fromEntries(
		Object.entries(value).filter(
			([key, inner]) => inner !== undefined && inner !== usual[key as keyof T],
		),
	) as Partial<T>;
}

/** Leaves out what has nothing in it. */
const unlessEmpty = <T extends object>(value: T | undefined) =>
	value && Object.keys(value).length > 0 ? value : undefined;

function packPicker(picker: ValueLookup): StoredLookup {
	const { list, ...rest } = picker;
	const told = without(rest, { value: 'id', label: 'name' });
	return Object.keys(told).length > 0 ? { list, ...told } : list;
}

function packParameter({ name: _name, picker, ...rest }: ParameterSpec): StoredParameter {
	return {
		...without(rest, {
			in: rest.in === 'header' ? undefined : rest.in,
			type: 'string',
			required: rest.in === 'path',
		}),
		...(picker && { picker: packPicker(picker) }),
	};
}

function packField({ name: _name, type, ...rest }: BodyField): StoredField {
	const told = without(rest, { required: false });
	if (Object.keys(told).length === 0) return type;
	return type === 'string' ? told : { type, ...told };
}

function packFilterField({ operators, type, enum: values }: FilterField): StoredFilterField {
	const text = `${type ? `${type}: ` : ''}${operators.join(' ')}`;
	return values ? { operators: text, enum: values } : text;
}

const packPaging = (paging: PaginationSpec) =>
	without(paging, {
		style: 'offset',
		maxPage: DEFAULT_PAGE_SIZE,
		defaultPage: paging.maxPage,
		count: false,
	});

const byName = <T extends { name: string }, Packed>(all: T[], packOne: (one: T) => Packed) =>
	unlessEmpty(Object.fromEntries(all.map((one) => [one.name, packOne(one)])));

const packBody = ({ fields, ...body }: BodySpec) => ({
	...without(body, {
		kind: 'json',
		contentType: CONTENT_TYPES[body.kind],
		required: false,
		type: body.kind === 'jsonPatch' ? 'list' : 'object',
	}),
	fields: byName(fields, packField),
});

const packResponse = (response: ResponseSpec) =>
	unlessEmpty(without(response, { kind: 'object', status: 200 }));

/** Gives each name its place in a table, at the end where it is new. */
const placesIn = (table: string[]) => (name: string) => {
	if (!table.includes(name)) table.push(name);
	return table.indexOf(name);
};

/** The other way round than `expand`: what is not told can be left out, and is told where it is read. */
export function pack(operations: Operation[]): StoredCatalogue {
	const scopes: string[] = [];
	const levels: string[] = [];
	const packOne = (operation: Operation): StoredOperation =>
		without<StoredOperation>(
			{
				...operation,
				experimental: operation.experimental || undefined,
				deprecated: operation.deprecated || undefined,
				auth: operation.auth === 'user' ? undefined : operation.auth,
				scopes: unlessEmpty(operation.scopes.map(placesIn(scopes))),
				levels: unlessEmpty(operation.levels.map(placesIn(levels))),
				parameters: byName(operation.parameters, packParameter),
				paging: operation.paging && packPaging(operation.paging),
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
