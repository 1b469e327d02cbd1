/** The ISC request of a node, independent of the node type. */
export interface RequestAdapter {
	/** HTTP method as entered; can be an expression. */
	method: string;
	/** Path and query after the host; undefined if an expression contains it. */
	path: string | undefined;
	/** Query parameters by name, with the text of those that aren't expressions. */
	query: Map<string, string>;
	/** Set if the host can belong to another API: it is an `expression`, or it was `typed`. */
	unknownHost?: 'expression' | 'typed';
	/** Names of the parameters that the adapter covers. All others can contain legacy paths. */
	ownParameters: string[];
	/** Replaces the path. */
	setPath(path: string): void;
	/** Adds the header for experimental operations. */
	enableExperimental(): HeaderUpdate;
}

/** `unclear`: the headers are an expression, so the header must be added by hand. */
export type HeaderUpdate = 'alreadyEnabled' | 'enabled' | 'unclear';

export const EXPERIMENTAL = 'X-SailPoint-Experimental';
export const isExperimental = (name: unknown) =>
	typeof name === 'string' && name.toLowerCase() === EXPERIMENTAL.toLowerCase();

/** Whether a value contains expressions, which n8n marks with a leading `=`. */
export const isExpression = (value: unknown): boolean =>
	typeof value === 'string' && value.startsWith('=');
