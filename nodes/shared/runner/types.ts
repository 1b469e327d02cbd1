import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { SendRequest } from '../api/sendRequest';
import type { RunSummary } from './runSummary';

/** Returns the value of a parameter by its name. */
export type GetParameter = (name: string) => unknown;

/** Concurrency of a run. */
export interface ConcurrencyOptions {
	/** Maximum number of requests in flight. */
	maxConcurrency: number;
	/** Whether any item changes data in ISC. */
	writes: boolean;
	/** Whether items are processed at the same time. Otherwise, the next item starts when one has sent all its requests. */
	concurrentItems: boolean;
}

/** Parameters of one item that all nodes share. */
export interface ItemParams {
	/** Warning to show to the user. */
	warning?: string;
	/** Time to wait for a response, in ms. */
	timeout?: number;
	/** Maximum number of requests per 10 seconds. */
	rateLimit: number;
}

/** A job in ISC that an item has started. */
export interface StartedJob {
	/** Name of the job type, such as Task. */
	name: string;
	id: string;
}

/** Result of one input item: its output items, and the error that ended it. */
export interface ItemResult {
	items: INodeExecutionData[];
	error?: unknown;
	/** Jobs that it has started and that are still running. */
	jobs: StartedJob[];
}

/** The context of one item in a run. */
export interface ItemContext {
	context: IExecuteFunctions;
	sendRequest: SendRequest;
	summary: RunSummary;
	/** Returns the maximum number of pages in flight. */
	getConcurrency: () => number;
	/** Aborted when the run ends early, by the user or because an item failed. */
	signal: AbortSignal;
	/**
	 * Signals that the item has sent all its write requests and only waits, so the next item can start.
	 * @param jobs that it waits for; an error that ends the run includes them
	 */
	onRequestsSent: (jobs?: StartedJob[]) => void;
}

/** The implementation of a node. */
export interface NodeHandler<W extends ItemParams> {
	/** Reads the concurrency of the run. @throws {ParameterError} */
	readConcurrency(context: IExecuteFunctions): ConcurrencyOptions;
	/** Reads the parameters of one item. @throws {ParameterError} */
	readParams(context: IExecuteFunctions, index: number): W | Promise<W>;
	/** Yields the output items of one input item in batches. */
	execute(itemContext: ItemContext, params: W, index: number): AsyncGenerator<INodeExecutionData[]>;
}
