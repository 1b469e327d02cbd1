import type { Operation } from '../../shared/catalogue/types';
import type { ApiRequest } from '../../shared/api/types';
import type { ListPagination } from '../../shared/pagination/page';
import type { JobParams } from '../jobs/readJobParams';

export const RESPONSE_FORMATS = ['items', 'full', 'file', 'none'] as const;
export type ResponseFormat = (typeof RESPONSE_FORMATS)[number];

/** Request with everything that its execution depends on. */
export interface RequestSpec {
	request: ApiRequest;
	/** Operation, if the catalogue knows it. */
	operation?: Operation;
	/** Labels of parameters that depend on the operation. */
	labels?: Record<string, string>;
	listPagination: ListPagination;
	/** Whether the response can be a list with pages. */
	isList: boolean;
	/** Whether the list is always read completely, because it has no pages in other versions. */
	isWhole?: boolean;
	/** Format of the response unless the user chooses another. */
	defaultFormat: ResponseFormat;
	/** Warning about the request. */
	warning?: string;
	/** Set if the node waits for the jobs of the request. */
	job?: JobParams;
}
