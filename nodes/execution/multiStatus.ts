import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { nameOf, type Answer, type Call } from '../client/call';
import { CallFailed } from '../client/errors/failures';
import { listIn } from '../client/paging/page';
import { emptyItem, itemsOf } from './items';

const statusOf = ({ statusCode, status }: IDataObject) => Number(statusCode ?? status);
/** What the results have to say: text, a list of texts, or ISC's messages. */
const textOf = ({ message, description, messages, error }: IDataObject) =>
	String(
		message ??
			description ??
			(messages as IDataObject[] | undefined)?.[0]?.text ??
			error ??
			'no reason given',
	);

const isFailure = (result: IDataObject) => statusOf(result) >= 400;

/** Parts of a request failed; each is a failure of its own. */
export class PartsFailed extends CallFailed {
	readonly parts: CallFailed[];

	constructor(parts: CallFailed[], all: number) {
		const [first] = parts;
		super({
			...first!.report,
			message: `${parts.length} of ${all} did not succeed, the first: ${first!.report.message}`,
			hint: 'The others were done: do not send them again. Correct these, and send them alone.',
		});
		this.parts = parts;
	}
}

/**
 * The results of a request that is many: the answer succeeds as a whole (status 207) though parts of it fail.
 * @yields an item for each part that succeeded
 * @throws CallFailed after them if others did not
 */
export async function* eachResult(
	answer: Answer,
	{ call, listField }: { call: Call; listField: string },
	index: number,
): AsyncGenerator<INodeExecutionData[]> {
	const results = listIn(answer, listField) as IDataObject[] | undefined;
	if (!results) {
		yield answer.body === undefined
			? [emptyItem(call, answer, index)]
			: itemsOf([answer.body], index);
		return;
	}
	const failed = results.filter(isFailure);
	yield itemsOf(
		results.filter((result) => !isFailure(result)),
		index,
	);
	const failures = failed.map(
		(result) =>
			new CallFailed({
				message: `ISC answered ${statusOf(result)} for '${String(result.id ?? '')}': ${textOf(result)}`,
				hint: 'The others were done. Correct this one, and send it alone.',
				request: nameOf(call),
				status: statusOf(result),
			}),
	);
	if (failures.length > 0) throw new PartsFailed(failures, results.length);
}
