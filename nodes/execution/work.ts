import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Sender } from '../client/send';
import type { RunReport } from './runReport';

/** How fast a run may go. */
export interface Pace {
	/** How many requests may be under way at a time. */
	parallel: number;
	/** Whether input items may be worked on at the same time. */
	sideBySide: boolean;
	/** Otherwise: whether the next item may be worked on as soon as one has {@link Use.started}. */
	overlaps?: boolean;
}

/** What the parameters of one item say to any node. */
export interface Wish {
	/** What the user should know of what they ask for. */
	notice?: string;
	/** Milliseconds to wait for an answer. */
	timeout?: number;
	/** Requests in any 10 seconds. */
	rateLimit: number;
}

/** What a run lends to each of its items. */
export interface Use {
	context: IExecuteFunctions;
	sender: Sender;
	report: RunReport;
	/** How many pages may be under way at a time. */
	width: () => number;
	/** Says that all is sent that this item changes, and only waiting is left. */
	started: () => void;
}

/** What a node does for its input items. */
export interface Work<W extends Wish> {
	/** Reads what holds for the run as a whole; throws BadInput. */
	readPace(context: IExecuteFunctions): Pace;
	/** Reads the parameters of one item; throws BadInput. */
	readWish(context: IExecuteFunctions, index: number): W | Promise<W>;
	/** Yields the items of one input item as they come. */
	carryOut(use: Use, wish: W, index: number): AsyncGenerator<INodeExecutionData[]>;
}
