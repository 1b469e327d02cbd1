import type { IWebhookFunctions } from 'n8n-workflow';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** An answer that replaces a missing or an invalid one. */
export interface FallbackResponse {
	status: number;
	body: object;
}

export interface ResponsePolicy {
	/** Describes what is wrong with the workflow's answer; undefined for a valid one. */
	problemWith: (response: unknown) => string | undefined;
	/** Replaces an invalid answer and a failure; undefined to let them through. */
	instead?: FallbackResponse;
	/** Sent when the workflow ends without an answer. */
	ended: FallbackResponse;
	/** Receives the description of each problem. */
	onProblem: (problem: string) => void;
}

const toBuffer = (chunk: unknown): Buffer =>
	Buffer.isBuffer(chunk)
		? chunk
		: chunk instanceof Uint8Array
			? Buffer.from(chunk)
			: Buffer.from(typeof chunk === 'string' ? chunk : '');

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/**
 * Checks the workflow's answer before ISC receives it. n8n sends the answer long after this node has ended, so the
 * response object is the only part that both share.
 * @returns a function that sends an answer now, unless one was sent; it discards later answers of n8n
 */
export function interceptResponse(
	response: Response,
	guard: ResponsePolicy,
): (late: FallbackResponse) => void {
	const end = response.end.bind(response) as (text: string) => Response;
	/** The chunks of an answer that n8n streams: only a complete one can be checked. */
	const streamed: Buffer[] = [];

	function answer({ status, body }: FallbackResponse): Response {
		const text = JSON.stringify(body);
		response.status(status);
		response.removeHeader('etag');
		response.removeHeader('transfer-encoding');
		response.setHeader('content-type', 'application/json; charset=utf-8');
		response.setHeader('content-length', Buffer.byteLength(text));
		return send(text);
	}

	function send(text: string): Response {
		const ended = end(text);
		mute(response);
		return ended;
	}

	response.write = ((chunk: unknown, ...more: unknown[]) => {
		streamed.push(toBuffer(chunk));
		const written = more.find((one) => typeof one === 'function') as (() => void) | undefined;
		written?.();
		return true;
	}) as Response['write'];

	response.end = ((...given: unknown[]) => {
		// n8n also calls end() without arguments before and after the answer of a node that responds.
		if (given.length === 0 && streamed.length === 0) return response;
		const text = Buffer.concat([...streamed, toBuffer(given[0])]).toString('utf8');
		const failed = response.statusCode >= 300;
		if (!failed && text === '') {
			// With 202, another workflow can still answer.
			if (guard.ended.status !== 202) guard.onProblem('the workflow ended without an answer');
			return answer(guard.ended);
		}
		const problem = failed
			? `the workflow failed (status ${response.statusCode})`
			: guard.problemWith(parsed(text));
		if (problem === undefined) return send(text);
		guard.onProblem(problem);
		return guard.instead
			? answer(guard.instead)
			: failed
				? send(text)
				: answer(errorResponse(problem));
	}) as Response['end'];

	return (late) => {
		if (!response.headersSent && !response.writableEnded) answer(late);
	};
}

/** Builds the response that tells ISC that there is no answer. */
export const errorResponse = (message: string): FallbackResponse => ({
	status: 500,
	body: { message },
});

/** Makes a sent response ignore further calls: n8n doesn't know that it was sent. */
function mute(response: Response): void {
	const nothing = () => response;
	Object.assign(response, {
		setHeader: nothing,
		removeHeader: () => {},
		writeHead: nothing,
		write: () => true,
		end: nothing,
	});
}
