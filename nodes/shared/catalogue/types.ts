import type { IHttpRequestMethods } from '../api/n8n';

import type { PaginationStyle } from '../pagination/page';
import type { FilterSpec, Primitive, ValueType } from '../parameters/valueSpec';

/** Where the IDs for a path parameter can be listed. */
export interface ValueLookup {
	/** ID of the operation that lists them. */
	list: string;
	/** Where the wanted value stands in a listed record, as a dotted path. */
	value: string;
	/** Where that stands which people know the record by. */
	label: string;
	/** Path parameters of the listing operation, each with the parameter of ours that gives its value. */
	with?: Record<string, string>;
}

export interface ParameterSpec {
	name: string;
	in: 'path' | 'query' | 'header';
	type: Exclude<ValueType, 'object' | 'file' | 'any'>;
	required: boolean;
	/** The values it takes, where they are few. */
	enum?: Primitive[];
	default?: Primitive;
	min?: number;
	max?: number;
	/** Several values go out as one, with commas between; otherwise the parameter of type list is repeated. */
	csv?: true;
	lookup?: ValueLookup;
}

export interface PaginationSpec {
	style: PaginationStyle;
	/** The largest `limit`; undefined where none is stated or none is taken. */
	maxPage?: number;
	/** The `limit` that holds where none is given. */
	defaultPage?: number;
	/** The smallest `limit`, where it is not 0. */
	minPage?: number;
	/** Whether `count=true` asks for the total. */
	count: boolean;
	/** A `limit` is taken, but there is no way to what lies behind it. */
	limitOnly?: true;
}

/** A property at the top of a body, or a part of a form. */
export interface BodyField {
	name: string;
	type: ValueType;
	required: boolean;
	/** What a list holds; the facts below are then those of each item. */
	items?: ValueType;
	enum?: Primitive[];
	min?: number;
	max?: number;
}

export interface BodySpec {
	/** A `jsonPatch` is a list of changes by RFC 6902, a `form` is multipart. */
	kind: 'json' | 'jsonPatch' | 'form';
	contentType: string;
	required: boolean;
	/** What the body is as a whole. */
	type: ValueType;
	/** What a list holds; for objects, `fields` are those of each. */
	items?: ValueType;
	/** Writable ones, in the order of the document. */
	fields: BodyField[];
	/** Names that are not in `fields` are welcome. */
	free?: true;
	/** A body that the document allows, where fields alone would not do: it is nested or free. */
	sample?: unknown;
}

export interface ResponseSpec {
	kind: 'list' | 'object' | 'none' | 'file' | 'scalar';
	status: number;
	/** Other statuses of success. */
	otherStatuses?: number[];
	/** Key of the list in the answer; undefined where the answer itself is the list. */
	listField?: string;
	/** Of a file, or of what can be had instead of JSON. */
	mimeTypes?: string[];
	/** One request was many: the answer says for each how it went (status 207). */
	multiStatus?: true;
}

/** All that is known of one operation, from the official OpenAPI documents. */
export interface Operation {
	/** Such as `disableAccountV1`. */
	id: string;
	method: IHttpRequestMethods;
	/** Template with the version of the service, such as `/accounts/v1/{id}/disable`. */
	path: string;
	/** What the documents file it under, such as `Accounts`. */
	service: string;
	title: string;
	/** Is called with the header `X-SailPoint-Experimental: true`. */
	experimental: boolean;
	deprecated: boolean;
	/** A POST that leaves nothing behind, so that it can be repeated. */
	readOnly?: true;
	/** IDs of the operations that do the same, where they are known. */
	replacedBy?: string[];
	/** `user`: needs a token with a user behind it; `any`: takes one of an API client too; `none`: public. */
	auth: 'user' | 'any' | 'none';
	/** One of these is needed, as far as the documents tell. */
	scopes: string[];
	/** User levels, one of which is needed; empty where the documents name none. */
	levels: string[];
	/** Those of the path first, in the order of the path; without those of paging, filters and sorters. */
	parameters: ParameterSpec[];
	/** Undefined where no list is answered. */
	pagination?: PaginationSpec;
	filters?: FilterSpec;
	/** Fields that a list can be sorted by. */
	sorters?: string[];
	body?: BodySpec;
	response: ResponseSpec;
}
