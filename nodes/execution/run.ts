import pLimit from 'p-limit';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Cancelled } from '../client/errors/failures';
import { toExecutionError } from '../client/errors/nodeError';
import { hostOf } from '../client/host';
import { inOrder } from '../client/pace/inOrder';
import { send, type Sender } from '../client/send';
import { openSession, type Session } from '../client/session';
import { failedItem } from './items';
import { PartsFailed } from './multiStatus';
import { RunReport } from './runReport';
import type { Pace, Wish, Work } from './work';

/** What came of one input item: the items it gave, and what ended it early. */
interface Outcome {
	index: number;
	items: INodeExecutionData[];
	error?: unknown;
}

function paceOf<W extends Wish>(context: IExecuteFunctions, work: Work<W>): Pace {
	try {
		return work.readPace(context);
	} catch (error) {
		throw toExecutionError(context, error, 0);
	}
}

/** Does a node's work for all input items, side by side where its pace allows that; output in item order. */
export async function run<W extends Wish>(
	context: IExecuteFunctions,
	work: Work<W>,
): Promise<INodeExecutionData[]> {
	const output: INodeExecutionData[] = [];
	const report = new RunReport(context);
	const { parallel, sideBySide, overlaps = false } = paceOf(context, work);
	const inTurn = !sideBySide && overlaps;
	const line = pLimit(parallel);
	const indices = context.getInputData().keys();
	let opening: Promise<Session> | undefined;
	let session: Session | undefined;
	let isOver = false;
	let lastTurn = Promise.resolve();

	async function runOne(index: number, turn: Promise<void>, started: () => void): Promise<Outcome> {
		const items: INodeExecutionData[] = [];
		try {
			await turn;
			if (isOver) throw new Cancelled();
			const wish = await work.readWish(context, index);
			if (wish.notice) report.notice('version', wish.notice);
			opening ??= openSession(hostOf(context), { parallel });
			const opened = (session = await opening);
			const { timeout, rateLimit } = wish;
			const sender: Sender = async (call, taking) =>
				await line(async () => {
					// What an item before could not do ends this one too: its further pages are not for anyone.
					if (isOver) throw new Cancelled();
					const answer = await send(opened, call, { timeout, rateLimit, ...taking });
					report.answered(call, answer, opened.tally);
					return answer;
				});
			const use = { context, sender, report, started, width: () => opened.width.size };
			for await (const batch of work.carryOut(use, wish, index))
				for (const item of batch) items.push(item);
			return { index, items };
		} catch (error) {
			// Items that wait for their turn are not to be begun.
			if (inTurn && !context.continueOnFail()) isOver = true;
			return { index, items, error };
		} finally {
			started();
		}
	}

	const next = () => {
		const { value: index, done } = indices.next();
		if (done) return undefined;
		const turn = inTurn ? lastTurn : Promise.resolve();
		let started = () => {};
		lastTurn = new Promise((resolve) => (started = resolve));
		return async () => await runOne(index, turn, started);
	};
	try {
		for await (const { index, items, error } of inOrder(next, () =>
			inTurn ? Infinity : sideBySide ? (session?.width.size ?? 1) : 1,
		)) {
			for (const item of items) output.push(item);
			if (error === undefined) continue;
			if (error instanceof Cancelled || !context.continueOnFail()) {
				throw toExecutionError(context, error, index);
			}
			for (const failure of error instanceof PartsFailed ? error.parts : [error]) {
				output.push(failedItem(toExecutionError(context, failure, index), failure, index));
			}
		}
	} finally {
		isOver = true;
	}
	report.finish(session?.tally);
	return output;
}
