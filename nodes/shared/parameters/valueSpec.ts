/** A JSON value that isn't an object, a list or null. */
export type Primitive = string | number | boolean;

/**
 * Type of a value. `dateTime` is text such as `2030-01-31T12:00:00Z`. `file` is sent as a part of form data. `any`
 * means that the documentation allows several types or doesn't specify one.
 */
export type ValueType =
	| 'string'
	| 'integer'
	| 'number'
	| 'boolean'
	| 'dateTime'
	| 'list'
	| 'object'
	| 'file'
	| 'any';

export interface FilterField {
	/** Operators such as `eq`, `sw`, `isnull`. */
	operators: string[];
	/** Undefined if the documentation doesn't specify it. */
	type?: ValueType;
	enum?: Primitive[];
}

export interface FilterSpec {
	/** Whether ISC rejects a request without a filter. */
	required?: true;
	/** Operators that combine conditions: `and`, `or`, `not`. Undefined if the documentation doesn't specify them. */
	composite?: string[];
	/** Filters by field. A field can be in dot notation. */
	fields: Record<string, FilterField>;
}
