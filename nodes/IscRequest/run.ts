import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { nameOf, type Answer, type Call } from '../client/call';
import { BadInput, Cancelled } from '../client/errors/failures';
import { hostOf } from '../client/host';
import { toNodeError } from '../client/errors/nodeError';
import { listIn, pages } from '../client/paging/pages';
import { objectIn } from '../client/errors/said';
import { send, type Sender } from '../client/send';
import { openSession, type Session } from '../client/session';
import { download } from './download';
import { emptyItem, failedItem, fullItem, itemsOf } from './output';
import { readRequest, type Request } from './readRequest';

/** What the user should know after the run, by subject: a thousand items shall not say it a thousand times. */
type Notices = Map<string, string>;

/** Runs the node for each input item in turn. */
export async function run(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	const notices: Notices = new Map();
	let session: Session | undefined;

	for (const index of context.getInputData().keys()) {
		try {
			const request = await readRequest(context, index);
			session ??= await openSession(hostOf(context));
			for (const item of await runOne(context, session, request, index, notices)) output.push(item);
		} catch (error) {
			const nodeError = toNodeError(context.getNode(), error, index);
			if (error instanceof Cancelled || !context.continueOnFail()) throw nodeError;
			output.push(failedItem(nodeError, error, index));
		}
	}

	for (const message of notices.values()) {
		context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}
	return output;
}

async function runOne(
	context: IExecuteFunctions,
	session: Session,
	request: Request,
	index: number,
	notices: Notices,
): Promise<INodeExecutionData[]> {
	const { call, responseFormat, paging, timeout } = request;
	const sender: Sender = async (one, receive) => {
		const answer = await send(session, one, { timeout, receive });
		noticeDeprecation(call, answer, notices);
		return answer;
	};

	if (responseFormat === 'file') return [await download(context, sender, request, index)];
	if (!paging) return toItems(request, await sender(call), index);

	const items: INodeExecutionData[] = [];
	const notice = (text: string) => notices.set('paging', text);
	for await (const { answer, records } of pages(sender, call, paging, notice)) {
		const page = records ? itemsOf(records, index) : toItems(request, answer, index);
		for (const item of page) items.push(item);
	}
	return items;
}

function toItems(
	{ call, responseFormat, listField }: Request,
	answer: Answer,
	index: number,
): INodeExecutionData[] {
	if (responseFormat === 'full') return [fullItem(answer, index)];
	if (responseFormat === 'none' || answer.body === undefined) {
		return [emptyItem(call, answer, index)];
	}
	const list = listIn(answer, listField);
	if (list) return itemsOf(list, index);
	if (listField) {
		const fields = Object.keys(objectIn(answer)).join(', ');
		throw new BadInput(
			'List Field',
			`is '${listField}', but the answer holds no list there`,
			fields ? `The answer has: ${fields}.` : 'The answer is no object: leave the option out.',
		);
	}
	return itemsOf([answer.body], index);
}

function noticeDeprecation(call: Call, { headers }: Answer, notices: Notices): void {
	if (headers['x-deprecated'] !== 'true') return;
	notices.set(
		'deprecation',
		`SailPoint has deprecated ${nameOf(call)}: it will stop working. See its documentation for what replaces it.`,
	);
}
