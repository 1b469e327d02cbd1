import type {
	BodySpec,
	BodyField,
	Operation,
	PaginationSpec,
	ParameterSpec,
	ValueLookup,
	ResponseSpec,
} from './types';
import type { FilterField, FilterSpec, Primitive, ValueType } from '../parameters/valueSpec';

/**
 * How operations are stored in the file: without common defaults, which keeps the file small and readable.
 * `expandOperation` adds them.
 */

export const DEFAULT_PAGE_SIZE = 250;
export const CONTENT_TYPES = {
	json: 'application/json',
	jsonPatch: 'application/json-patch+json',
	form: 'multipart/form-data',
} as const;

/** Only the ID of the list if its records have the value in `id` and the label in `name`. */
export type StoredLookup = string | (Pick<ValueLookup, 'list'> & Partial<ValueLookup>);
export type StoredParameter = Partial<Omit<ParameterSpec, 'name' | 'lookup'>> & {
	lookup?: StoredLookup;
};
/** Only the type if the field has no other facts. */
export type StoredField = ValueType | Partial<Omit<BodyField, 'name'>>;
/** Type, if known, and space-separated operators, as in `string: eq sw`. */
export type StoredFilterField = string | { operators: string; enum: Primitive[] };
export type StoredFilters = Omit<FilterSpec, 'fields'> & {
	fields: Record<string, StoredFilterField>;
};
export type StoredBody = Partial<Omit<BodySpec, 'fields'>> & {
	fields?: Record<string, StoredField>;
};

/** Scopes and levels are indexes of a table; parameters and fields are keyed by their names. */
export interface StoredOperation
	extends Pick<
		Operation,
		'id' | 'method' | 'path' | 'service' | 'title' | 'replacedBy' | 'sorters'
	> {
	experimental?: true;
	deprecated?: true;
	readOnly?: true;
	auth?: Operation['auth'];
	scopes?: number[];
	levels?: number[];
	parameters?: Record<string, StoredParameter>;
	pagination?: Partial<PaginationSpec>;
	filters?: StoredFilters;
	body?: StoredBody;
	response?: Partial<ResponseSpec>;
}

export interface StoredCatalogue {
	scopes: string[];
	levels: string[];
	operations: StoredOperation[];
}

const expandLookup = (stored: StoredLookup): ValueLookup => ({
	value: 'id',
	label: 'name',
	...(typeof stored === 'string' ? { list: stored } : stored),
});

const expandParameter = (path: string, name: string, stored: StoredParameter): ParameterSpec => {
	const location = stored.in ?? (path.includes(`{${name}}`) ? 'path' : 'query');
	return {
		type: 'string',
		required: location === 'path',
		...stored,
		name,
		in: location,
		lookup: stored.lookup === undefined ? undefined : expandLookup(stored.lookup),
	};
};

const expandPagination = (stored: Partial<PaginationSpec>): PaginationSpec => {
	const style = stored.style ?? 'offset';
	const maxPage =
		style === 'none' && !stored.limitOnly ? undefined : (stored.maxPage ?? DEFAULT_PAGE_SIZE);
	return { defaultPage: maxPage, count: false, ...stored, style, maxPage };
};

const expandFilterField = (stored: StoredFilterField): FilterField => {
	const { operators: text, ...rest } = typeof stored === 'string' ? { operators: stored } : stored;
	const [operators = '', type] = text.split(': ').reverse();
	return { operators: operators.split(' '), type: type as ValueType | undefined, ...rest };
};

const expandFilters = ({ fields, ...rest }: StoredFilters): FilterSpec => ({
	...rest,
	fields: Object.fromEntries(
		Object.entries(fields).map(([name, stored]) => [name, expandFilterField(stored)]),
	),
});

const expandField = ([name, stored]: [string, StoredField]): BodyField => ({
	type: 'string',
	required: false,
	...(typeof stored === 'string' ? { type: stored } : stored),
	name,
});

const expandBody = (stored: StoredBody): BodySpec => {
	const kind = stored.kind ?? 'json';
	return {
		contentType: CONTENT_TYPES[kind],
		required: false,
		type: kind === 'jsonPatch' ? 'list' : 'object',
		...stored,
		kind,
		fields: Object.entries(stored.fields ?? {}).map(expandField),
	};
};

/** Returns the operation with all defaults. */
export function expandOperation(
	stored: StoredOperation,
	{ scopes, levels }: StoredCatalogue,
): Operation {
	return {
		...stored,
		experimental: stored.experimental ?? false,
		deprecated: stored.deprecated ?? false,
		auth: stored.auth ?? 'user',
		scopes: (stored.scopes ?? []).map((index) => scopes[index]!),
		levels: (stored.levels ?? []).map((index) => levels[index]!),
		parameters: Object.entries(stored.parameters ?? {}).map(([name, specification]) =>
			expandParameter(stored.path, name, specification),
		),
		pagination: stored.pagination && expandPagination(stored.pagination),
		filters: stored.filters && expandFilters(stored.filters),
		body: stored.body && expandBody(stored.body),
		response: { kind: 'object', status: 200, ...stored.response },
	};
}
