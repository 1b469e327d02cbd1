import type { IWebhookFunctions } from 'n8n-workflow';
import { tryParseJson } from '../../shared/parameters/tryParse';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** Response that replaces a missing or invalid one. */
export interface FallbackResponse {
	status: number;
	body: object;
}

export interface ResponsePolicy {
	/** Describes the problem of the workflow's response; undefined for a valid one. */
	findProblem: (response: unknown) => string | undefined;
	/** Replaces an invalid response and a failure; undefined to let them through. */
	fallback?: FallbackResponse;
	/** Sent when the workflow ends without a response. */
	onEmpty: FallbackResponse;
	/** Sent when the workflow responds with status 202: it responds later. Undefined if ISC accepts no later response. */
	accepted?: FallbackResponse;
	/** Receives the description of each problem. */
	onProblem: (problem: string) => void;
}

const toBuffer = (chunk: unknown): Buffer =>
	Buffer.isBuffer(chunk)
		? chunk
		: chunk instanceof Uint8Array
			? Buffer.from(chunk)
			: Buffer.from(typeof chunk === 'string' ? chunk : '');

/**
 * Checks the workflow's response before ISC receives it. n8n sends the response long after this node has ended, so
 * the response object is the only part that both share.
 * @returns a function that sends a response now, unless one was sent; it discards later responses of n8n
 */
export function interceptResponse(
	response: Response,
	policy: ResponsePolicy,
): (late: FallbackResponse) => void {
	const end = response.end.bind(response) as (text: string) => Response;
	/** The chunks of a response that n8n streams. Only a complete response can be checked. */
	const streamed: Buffer[] = [];

	function respond({ status, body }: FallbackResponse): Response {
		const text = JSON.stringify(body);
		response.status(status);
		response.removeHeader('etag');
		response.removeHeader('transfer-encoding');
		response.setHeader('content-type', 'application/json; charset=utf-8');
		response.setHeader('content-length', Buffer.byteLength(text));
		return send(text);
	}

	function send(text: string): Response {
		const sent = end(text);
		ignoreFurtherCalls(response);
		return sent;
	}

	response.write = ((chunk: unknown, ...more: unknown[]) => {
		streamed.push(toBuffer(chunk));
		const callback = more.find((one) => typeof one === 'function') as (() => void) | undefined;
		callback?.();
		return true;
	}) as Response['write'];

	response.end = ((...args: unknown[]) => {
		// n8n also calls end() without arguments before and after the response of a node that responds.
		if (args.length === 0 && streamed.length === 0) return response;
		const text = Buffer.concat([...streamed, toBuffer(args[0])]).toString('utf8');
		if (policy.accepted && response.statusCode === policy.accepted.status) {
			return respond(policy.accepted);
		}
		const failed = response.statusCode >= 300;
		if (!failed && text === '') {
			// With 202, another workflow can still respond.
			if (policy.onEmpty.status !== 202) policy.onProblem('the workflow ended without a response');
			return respond(policy.onEmpty);
		}
		const problem = failed
			? `the workflow failed (status ${response.statusCode})`
			: policy.findProblem(tryParseJson(text));
		if (problem === undefined) return send(text);
		policy.onProblem(problem);
		return policy.fallback
			? respond(policy.fallback)
			: failed
				? send(text)
				: respond(buildErrorResponse(problem));
	}) as Response['end'];

	return (late) => {
		if (!response.headersSent && !response.writableEnded) respond(late);
	};
}

/** Builds the response that tells ISC that the workflow has no valid response. */
export const buildErrorResponse = (message: string): FallbackResponse => ({
	status: 500,
	body: { message },
});

/** Makes a sent response ignore further calls: n8n doesn't know that it was sent. */
function ignoreFurtherCalls(response: Response): void {
	const noOp = () => response;
	Object.assign(response, {
		setHeader: noOp,
		removeHeader: () => {},
		writeHead: noOp,
		write: () => true,
		end: noOp,
	});
}
