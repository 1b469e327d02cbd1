import { getOperationById } from '../../catalogue/catalogue';
import { getListPagination } from '../../catalogue/listFacts';
import type { ApiRequest } from '../../client/call';
import { paginate } from '../../client/paging/pages';
import type { SendRequest } from '../../client/send';
import type { Job } from './job';
import { parseJobStatus, type JobStatus } from './judge';

/**
 * Asks how a job stands. Where it has to be found in a list that comes in pages, these are read until it is.
 * @param request that asks for the job
 * @returns none where ISC knows nothing of the job yet
 */
export async function fetchJobStatus(send: SendRequest, job: Job, request: ApiRequest): Promise<JobStatus[]> {
	const { matchField: find, operation } = job.jobType.poll;
	if (find === undefined) return parseJobStatus(job, (await send(request)).body);
	const { maxPage, ...facts } = getListPagination(getOperationById(operation)!);
	const options = { ...facts, pageSize: maxPage, limit: Infinity };
	for await (const { response, records } of paginate(send, request, options)) {
		const statuses = parseJobStatus(job, records ?? response.body);
		if (statuses.length > 0) return statuses;
	}
	return [];
}
