/** A call of ISC that a node makes, whatever the node. */
export interface RequestAdapter {
	/** As it stands there: it may be an expression. */
	method: string;
	/** What follows the host, with the query if there is one. Undefined where an expression hides it. */
	path: string | undefined;
	/** Names of the query parameters that can be read; with the text of those that are no expressions. */
	query: Map<string, string>;
	/** Whether the host may be one of another API: `expression` makes it, or it was `typed`. */
	unknownHost?: 'expression' | 'typed';
	/** What of the parameters is dealt with here, by name; legacy paths may hide in all others. */
	ownParameters: string[];
	/** Puts another path in place of the one above. */
	setPath(path: string): void;
	/** Has the call send the experimental header. */
	enableExperimental(): HeaderUpdate;
}

/** `unclear`: a person has to, since an expression stands where it belongs. */
export type HeaderUpdate = 'alreadyEnabled' | 'enabled' | 'unclear';

export const EXPERIMENTAL = 'X-SailPoint-Experimental';
export const isExperimental = (name: unknown) =>
	typeof name === 'string' && name.toLowerCase() === EXPERIMENTAL.toLowerCase();

/** n8n marks each value with expressions in it this way. */
export const isExpression = (value: unknown): boolean =>
	typeof value === 'string' && value.startsWith('=');
