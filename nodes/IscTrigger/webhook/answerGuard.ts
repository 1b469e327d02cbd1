import type { IWebhookFunctions } from 'n8n-workflow';

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/** An answer to send in place of the one that does not come, or is not good. */
export interface Fallback {
	status: number;
	body: object;
}

export interface Guard {
	/** Says what is wrong with what the workflow answers; undefined where nothing is. */
	problemWith: (answer: unknown) => string | undefined;
	/** In place of an answer that is wrong, or of a failure; undefined to let that through. */
	instead?: Fallback;
	/** In place of an answer where the workflow has ended without one. */
	ended: Fallback;
	/** Told what was wrong. */
	onProblem: (problem: string) => void;
}

const bytesOf = (chunk: unknown): Buffer =>
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
 * Looks at the answer of the workflow before ISC gets it. n8n sends it by itself, long after this node is done: its
 * response is the only place where both meet.
 * @returns sends an answer now, unless one was sent; what n8n answers after that goes nowhere
 */
export function guardAnswer(response: Response, guard: Guard): (late: Fallback) => void {
	const end = response.end.bind(response) as (text: string) => Response;
	/** What n8n streams, until it is whole. */
	const streamed: Buffer[] = [];

	function answer({ status, body }: Fallback): Response {
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
		streamed.push(bytesOf(chunk));
		const written = more.find((one) => typeof one === 'function') as (() => void) | undefined;
		written?.();
		return true;
	}) as Response['write'];

	response.end = ((...given: unknown[]) => {
		// Around the answer of a node that responds, n8n also ends with nothing at all.
		if (given.length === 0 && streamed.length === 0) return response;
		const text = Buffer.concat([...streamed, bytesOf(given[0])]).toString('utf8');
		const failed = response.statusCode >= 300;
		if (!failed && text === '') {
			// An answer may still come later, where that was promised.
			if (guard.ended.status !== 202) guard.onProblem('the workflow has ended without an answer');
			return answer(guard.ended);
		}
		const problem = failed
			? `the workflow failed (status ${response.statusCode})`
			: guard.problemWith(parsed(text));
		if (problem === undefined) return send(text);
		guard.onProblem(problem);
		return guard.instead ? answer(guard.instead) : failed ? send(text) : answer(refusal(problem));
	}) as Response['end'];

	return (late) => {
		if (!response.headersSent && !response.writableEnded) answer(late);
	};
}

/** What says that there is no answer. */
export const refusal = (message: string): Fallback => ({ status: 500, body: { message } });

/** What is answered already can no longer be changed: n8n may try even so. */
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
