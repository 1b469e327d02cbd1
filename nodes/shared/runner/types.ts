import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { SendRequest } from '../api/sendRequest';
import type { RunSummary } from './runSummary';

/** The value of a parameter, by its name. */
export type GetParameter = (name: string) => unknown;

/** How fast a run may go. */
export interface ConcurrencyOptions {
	/** Maximum number of requests in flight. */
	maxConcurrency: number;
	/** Whether any item changes something in ISC. */
	writes: boolean;
	/** Whether items may be processed at the same time. Otherwise the next one starts when one has sent all its requests. */
	concurrentItems: boolean;
}

/** What the parameters of one item say to any node. */
export interface ItemParams {
	/** What the user should know of what they ask for. */
	warning?: string;
	/** Milliseconds to wait for an answer. */
	timeout?: number;
	/** Requests in any 10 seconds. */
	rateLimit: number;
}

/** A job in ISC that an item has started. */
export interface StartedJob {
	/** Such as Task. */
	name: string;
	id: string;
}

/** What came of one input item: the items it gave, and what ended it early. */
export interface ItemResult {
	items: INodeExecutionData[];
	error?: unknown;
	/** Jobs that it started and still waited for when it ended. */
	jobs: StartedJob[];
}

/** What a run lends to each of its items. */
export interface ItemContext {
	context: IExecuteFunctions;
	sendRequest: SendRequest;
	summary: RunSummary;
	/** How many pages may be under way at a time. */
	getConcurrency: () => number;
	/** Aborted when the run ends early, by the user or because an item failed. */
	signal: AbortSignal;
	/**
	 * Says that the item has sent everything that changes something and only waits from here on, so that the next item
	 * can start.
	 * @param jobs that it waits for; an error that ends the run names them
	 */
	onRequestsSent: (jobs?: StartedJob[]) => void;
}

/** What a node does for its input items. */
export interface NodeHandler<W extends ItemParams> {
	/** Reads what holds for the run as a whole; throws BadInput. */
	readConcurrency(context: IExecuteFunctions): ConcurrencyOptions;
	/** Reads the parameters of one item; throws BadInput. */
	readParams(context: IExecuteFunctions, index: number): W | Promise<W>;
	/** Yields the items of one input item as they come. */
	execute(itemContext: ItemContext, params: W, index: number): AsyncGenerator<INodeExecutionData[]>;
}
