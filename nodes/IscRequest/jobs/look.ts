import { operationById } from '../../catalogue/catalogue';
import { listFactsOf } from '../../catalogue/listFacts';
import type { Call } from '../../client/call';
import { pages } from '../../client/paging/pages';
import type { Sender } from '../../client/send';
import type { Job } from './job';
import { judge, type Standing } from './judge';

/**
 * Asks how a job stands. Where it has to be found in a list that comes in pages, these are read until it is.
 * @param call that asks for the job
 * @returns none where ISC knows nothing of the job yet
 */
export async function look(send: Sender, job: Job, call: Call): Promise<Standing[]> {
	const { find, operation } = job.family.poll;
	if (find === undefined) return judge(job, (await send(call)).body);
	const { maxPage, ...facts } = listFactsOf(operationById(operation)!);
	const options = { ...facts, pageSize: maxPage, limit: Infinity };
	for await (const { answer, records } of pages(send, call, options)) {
		const standings = judge(job, records ?? answer.body);
		if (standings.length > 0) return standings;
	}
	return [];
}
