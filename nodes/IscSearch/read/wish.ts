import type { ApiRequest } from '../../client/call';
import type { PaginationOptions } from '../../client/paging/page';
import type { SearchRequestBody } from '../../client/paging/searchPages';
import type { CommonOptions } from '../../execution/readOptions';

interface Common extends CommonOptions {
	/** ID of a saved search whose query and indices take the place of those in the body. */
	savedSearch?: string;
	body: SearchRequestBody;
}

/** All that the parameters of one item say, by what is to be done. */
export type SearchParams = Common &
	(
		| {
				operation: 'search';
				pagination: PaginationOptions;
				/** Dotted paths of what is left out of each document. */
				excluded: string[];
				/** Whether entries of a nested list are the result, not documents. */
				isNested: boolean;
		  }
		| { operation: 'count' | 'typeAhead' }
		| { operation: 'aggregate'; isRaw: boolean }
		| { operation: 'getDocument'; request: ApiRequest }
	);
