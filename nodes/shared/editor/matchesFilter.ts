/** Returns whether a value contains the text that the user types in a list, in upper or lower case. */
export const matchesFilter = (value: unknown, filter: string): boolean =>
	String(value ?? '')
		.toLowerCase()
		.includes(filter.toLowerCase());
