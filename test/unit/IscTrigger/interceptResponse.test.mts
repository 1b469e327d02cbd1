import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	interceptResponse,
	type FallbackResponse,
} from '../../../nodes/IscTrigger/webhook/interceptResponse.ts';

const DEFAULT: FallbackResponse = { status: 200, body: { decision: 'default' } };
const LATER: FallbackResponse = { status: 202, body: {} };
const NONE: FallbackResponse = { status: 500, body: { message: 'none' } };

type Late = (late: FallbackResponse) => void;

/** What a caller gets of a server whose answer is guarded. */
async function answerOf(
	work: (response: ServerResponse, late: Late) => void,
	{
		instead,
		ended = instead ?? NONE,
	}: { instead?: FallbackResponse; ended?: FallbackResponse } = {},
) {
	const problems: string[] = [];
	const server = createServer((_request, response) => {
		// As Express has it, which n8n answers with.
		Object.assign(response, {
			status(code: number) {
				response.statusCode = code;
				return response;
			},
		});
		const late = interceptResponse(response as never, {
			problemWith: (answer) =>
				(answer as { decision?: string } | undefined)?.decision ? undefined : 'no decision',
			instead,
			ended,
			onProblem: (problem) => problems.push(problem),
		});
		work(response, late);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		const { port } = server.address() as AddressInfo;
		const answer = await fetch(`http://127.0.0.1:${port}`);
		return { status: answer.status, body: await answer.json(), problems };
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

const right = '{"decision":"yes"}';

test('a good answer passes as it is', async () => {
	const given = await answerOf((response) => response.end(right), { instead: DEFAULT });
	expect(given).toEqual({ status: 200, body: { decision: 'yes' }, problems: [] });
});

test('an end around the answer of a node that responds is none', async () => {
	const given = await answerOf((response) => {
		response.end();
		response.end(Buffer.from(right));
		response.end();
	});
	expect(given).toMatchObject({ body: { decision: 'yes' }, problems: [] });
});

test('an answer that is streamed is looked at once it is whole', async () => {
	const streamed = (text: string) => (response: ServerResponse) => {
		for (const part of text.match(/.{1,5}/gs)!) response.write(Buffer.from(part));
		response.end();
	};
	expect(await answerOf(streamed(right), { instead: DEFAULT })).toMatchObject({
		body: { decision: 'yes' },
		problems: [],
	});
	expect(await answerOf(streamed('{"other":1}'), { instead: DEFAULT })).toMatchObject({
		body: DEFAULT.body,
		problems: ['no decision'],
	});
});

test('a workflow that ends without an answer gets the default at once', async () => {
	// What Express does with a body that is undefined.
	const work = (response: ServerResponse) => response.end(undefined, 'utf8');
	expect(await answerOf(work, { instead: DEFAULT })).toEqual({
		status: 200,
		body: DEFAULT.body,
		problems: ['the workflow ended without an answer'],
	});
	expect(await answerOf(work)).toMatchObject({ status: 500 });
	expect(await answerOf(work, { ended: LATER })).toEqual({ status: 202, body: {}, problems: [] });
});

test('a wrong answer and a failure get the default, or go as the failure that they are', async () => {
	const wrong = (response: ServerResponse) => response.end('{"other":1}');
	expect(await answerOf(wrong, { instead: DEFAULT })).toMatchObject({ body: DEFAULT.body });
	expect(await answerOf(wrong)).toMatchObject({ status: 500, body: { message: 'no decision' } });
	const failing = (response: ServerResponse) => {
		response.statusCode = 500;
		response.end('{"message":"Error in workflow"}');
	};
	expect(await answerOf(failing, { instead: DEFAULT })).toMatchObject({ status: 200 });
	expect(await answerOf(failing)).toMatchObject({ status: 500 });
});

test('what comes after a late answer goes nowhere', async () => {
	const given = await answerOf((response, late) => {
		late(LATER);
		response.write('x');
		response.end(right);
		late(DEFAULT);
	});
	expect(given).toEqual({ status: 202, body: {}, problems: [] });
});
