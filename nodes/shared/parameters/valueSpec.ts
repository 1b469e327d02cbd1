/** One value of JSON that is neither object nor list. */
export type Primitive = string | number | boolean;

/**
 * What a value may be. `dateTime` is text as in `2030-01-31T12:00:00Z`; `file` goes out as a part of a form;
 * `any` is where the document allows several types, or names none.
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
	/** Such as `eq`, `sw`, `isnull`. */
	operators: string[];
	/** Undefined where the document does not tell. */
	type?: ValueType;
	enum?: Primitive[];
}

export interface FilterSpec {
	/** Whether a request without a filter is refused. */
	required?: true;
	/** How conditions can be joined, where the document says so: `and`, `or`, `not`. */
	composite?: string[];
	/** Key: field, which may be a dotted path. */
	fields: Record<string, FilterField>;
}
