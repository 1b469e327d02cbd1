/**
 * How a list gives its pages:
 * by the number of records before them (`offset`, or `start` in a few lists), by the sort values of the last
 * record (`searchAfter`), by a mark in the answer (`next`), or all at once.
 */
export type PaginationStyle = 'offset' | 'start' | 'searchAfter' | 'next' | 'none';

/** What is known of a list. */
export interface ListPagination {
	style: PaginationStyle;
	/** The largest `limit` that it takes. */
	maxPage: number;
	/** Where the list stands in the answer, as a dotted path; empty where the answer itself is the list. */
	listField: string;
	/** Whether it can be sorted by `id`. */
	sortsById?: boolean;
	/** Whether this is what the official documents say of the list, not what most lists are like. */
	isDocumented?: boolean;
}
