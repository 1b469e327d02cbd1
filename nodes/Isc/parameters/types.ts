import type { Operation } from '../../shared/catalogue/types';
import type { ApiRequest } from '../../shared/api/types';
import type { ListPagination } from '../../shared/pagination/page';
import type { JobParams } from '../jobs/readJobParams';

export const RESPONSE_FORMATS = ['items', 'full', 'file', 'none'] as const;
export type ResponseFormat = (typeof RESPONSE_FORMATS)[number];

/** What a custom request and an operation of the catalogue come down to. */
export interface RequestSpec {
	request: ApiRequest;
	/** What it calls, as far as the catalogue knows. */
	operation?: Operation;
	/** What the editor calls parameters, where that depends on the operation. */
	labels?: Record<string, string>;
	listPagination: ListPagination;
	/** Whether the answer may be a list that comes in pages. */
	isList: boolean;
	/** Whether all of the list is read, whatever is asked for: it comes as a whole in other versions. */
	isWhole?: boolean;
	/** What becomes of the answer unless the user says otherwise. */
	defaultFormat: ResponseFormat;
	/** What the user should know of what they ask for. */
	warning?: string;
	/** Present where the request starts jobs that are waited for. */
	job?: JobParams;
}
