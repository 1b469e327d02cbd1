import type { IHttpRequestMethods } from '../api/n8n';

import type { PaginationStyle } from '../pagination/page';
import type { FilterSpec, Primitive, ValueType } from '../parameters/valueSpec';

/** The list operation that returns the possible values of a path parameter. */
export interface ValueLookup {
	/** ID of the list operation. */
	list: string;
	/** Dotted path of the value in a record. */
	value: string;
	/** Dotted path of the name that people know the record by. */
	label: string;
	/** Path parameters of the list operation, each with the parameter of this operation that has its value. */
	with?: Record<string, string>;
}

export interface ParameterSpec {
	name: string;
	in: 'path' | 'query' | 'header';
	type: Exclude<ValueType, 'object' | 'file' | 'any'>;
	required: boolean;
	/** Documented values. */
	enum?: Primitive[];
	default?: Primitive;
	min?: number;
	max?: number;
	/** Whether several values are sent as one comma-separated value. Otherwise, the parameter is repeated. */
	csv?: true;
	lookup?: ValueLookup;
}

export interface PaginationSpec {
	style: PaginationStyle;
	/** The largest `limit`; undefined if the list accepts none. */
	maxPage?: number;
	/** The `limit` that ISC uses if the request has none. */
	defaultPage?: number;
	/** The smallest `limit`, if it isn't 0. */
	minPage?: number;
	/** Whether `count=true` makes ISC return the total. */
	count: boolean;
	/** Whether the list accepts a `limit`, but no position, so further records can't be read. */
	limitOnly?: true;
}

/** A top-level property of a JSON body, or a part of a form. */
export interface BodyField {
	name: string;
	type: ValueType;
	required: boolean;
	/** Type of the elements of a list; the constraints below apply to each element. */
	items?: ValueType;
	enum?: Primitive[];
	min?: number;
	max?: number;
}

export interface BodySpec {
	/** `jsonPatch` is a list of changes (RFC 6902), `form` is multipart. */
	kind: 'json' | 'jsonPatch' | 'form';
	contentType: string;
	required: boolean;
	/** Type of the whole body. */
	type: ValueType;
	/** Type of the elements of a list; `fields` are those of each element. */
	items?: ValueType;
	/** Writable fields, in the order of the document. */
	fields: BodyField[];
	/** Whether the body can have other fields, too. */
	free?: true;
	/** An example of a nested or free-form body, which `fields` can't describe. */
	sample?: unknown;
}

export interface ResponseSpec {
	kind: 'list' | 'object' | 'none' | 'file' | 'scalar';
	status: number;
	/** Other success statuses. */
	otherStatuses?: number[];
	/** Field that contains the list; undefined if the response itself is the list. */
	listField?: string;
	/** Content types of a file, or alternatives to JSON. */
	mimeTypes?: string[];
	/** Whether the response has one result for each part of the request (status 207). */
	multiStatus?: true;
}

/** One operation of the official OpenAPI documents. */
export interface Operation {
	/** Such as `disableAccountV1`. */
	id: string;
	method: IHttpRequestMethods;
	/** Path template with the version of the service, such as `/accounts/v1/{id}/disable`. */
	path: string;
	/** Service that the documents assign it to, such as `Accounts`. */
	service: string;
	title: string;
	/** Whether it requires the header `X-SailPoint-Experimental: true`. */
	experimental: boolean;
	deprecated: boolean;
	/** Whether it is a POST without side effects, which can be repeated. */
	readOnly?: true;
	/** IDs of the operations that replace it, if known. */
	replacedBy?: string[];
	/** `user`: requires a token of a user; `any`: accepts the token of an API client, too; `none`: public. */
	auth: 'user' | 'any' | 'none';
	/** Scopes, one of which is required, as far as the documents say. */
	scopes: string[];
	/** User levels, one of which is required; empty if the documents name none. */
	levels: string[];
	/** Path parameters first, in the order of the path; without those of pagination, filters, and sorters. */
	parameters: ParameterSpec[];
	/** Undefined if the operation doesn't return a list. */
	pagination?: PaginationSpec;
	filters?: FilterSpec;
	/** Fields that the list can be sorted by. */
	sorters?: string[];
	body?: BodySpec;
	response: ResponseSpec;
}
