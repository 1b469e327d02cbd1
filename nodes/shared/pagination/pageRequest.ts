/** One page to request. */
export interface PageRequest {
	/** Number of records before it. */
	offset: number;
	limit: number;
	/** Whether to request the total as well, which costs the server time. */
	count: boolean;
}
