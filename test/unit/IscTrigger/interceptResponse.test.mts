import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
	interceptResponse,
	type FallbackResponse,
} from '../../../nodes/IscTrigger/webhook/interceptResponse.ts';

const DEFAULT: FallbackResponse = { status: 200, body: { decision: 'default' } };
const LATER: FallbackResponse = { status: 202, body: {} };
const NONE: FallbackResponse = { status: 500, body: { message: 'none' } };

type RespondNow = (response: FallbackResponse) => void;

/** Calls a server with an intercepted response, and returns what the caller receives. */
async function fetchIntercepted(
	run: (response: ServerResponse, respondNow: RespondNow) => void,
	{
		fallback,
		onEmpty = fallback ?? NONE,
		accepted,
	}: {
		fallback?: FallbackResponse;
		onEmpty?: FallbackResponse;
		accepted?: FallbackResponse;
	} = {},
) {
	const problems: string[] = [];
	const server = createServer((_request, response) => {
		// n8n uses Express, whose responses have this method.
		Object.assign(response, {
			status(code: number) {
				response.statusCode = code;
				return response;
			},
		});
		const respondNow = interceptResponse(response as never, {
			findProblem: (body) =>
				(body as { decision?: string } | undefined)?.decision ? undefined : 'no decision',
			fallback,
			onEmpty,
			accepted,
			onProblem: (problem) => problems.push(problem),
		});
		run(response, respondNow);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		const { port } = server.address() as AddressInfo;
		const received = await fetch(`http://127.0.0.1:${port}`);
		return { status: received.status, body: await received.json(), problems };
	} finally {
		server.closeAllConnections();
		server.close();
	}
}

const valid = '{"decision":"yes"}';

test('sends a valid response unchanged', async () => {
	const received = await fetchIntercepted((response) => response.end(valid), { fallback: DEFAULT });
	expect(received).toEqual({ status: 200, body: { decision: 'yes' }, problems: [] });
});

test('ignores empty calls of end() before and after a response', async () => {
	const received = await fetchIntercepted((response) => {
		response.end();
		response.end(Buffer.from(valid));
		response.end();
	});
	expect(received).toMatchObject({ body: { decision: 'yes' }, problems: [] });
});

test('validates a streamed response when it is complete', async () => {
	const streamed = (text: string) => (response: ServerResponse) => {
		for (const part of text.match(/.{1,5}/gs)!) response.write(Buffer.from(part));
		response.end();
	};
	expect(await fetchIntercepted(streamed(valid), { fallback: DEFAULT })).toMatchObject({
		body: { decision: 'yes' },
		problems: [],
	});
	expect(await fetchIntercepted(streamed('{"other":1}'), { fallback: DEFAULT })).toMatchObject({
		body: DEFAULT.body,
		problems: ['no decision'],
	});
});

test.each(['{}', '{"decision":"yes"}', '', 'later'])(
	'lets a workflow with status 202 and the body %j respond later, if ISC accepts that',
	async (body) => {
		const run = (response: ServerResponse) => {
			response.statusCode = 202;
			response.end(Buffer.from(body), 'utf8');
		};
		const options = { fallback: DEFAULT, accepted: LATER };
		expect(await fetchIntercepted(run, options)).toEqual({ status: 202, body: {}, problems: [] });
	},
);

test('sends the default response when the workflow ends without a response', async () => {
	// Express does this for an undefined body.
	const run = (response: ServerResponse) => response.end(undefined, 'utf8');
	expect(await fetchIntercepted(run, { fallback: DEFAULT })).toEqual({
		status: 200,
		body: DEFAULT.body,
		problems: ['the workflow ended without a response'],
	});
	expect(await fetchIntercepted(run)).toMatchObject({ status: 500 });
	expect(await fetchIntercepted(run, { onEmpty: LATER })).toEqual({
		status: 202,
		body: {},
		problems: [],
	});
});

test('replaces an invalid response and a failure with the default response, or returns an error', async () => {
	const invalid = (response: ServerResponse) => response.end('{"other":1}');
	expect(await fetchIntercepted(invalid, { fallback: DEFAULT })).toMatchObject({
		body: DEFAULT.body,
	});
	expect(await fetchIntercepted(invalid)).toMatchObject({
		status: 500,
		body: { message: 'no decision' },
	});
	const failing = (response: ServerResponse) => {
		response.statusCode = 500;
		response.end('{"message":"Error in workflow"}');
	};
	expect(await fetchIntercepted(failing, { fallback: DEFAULT })).toMatchObject({ status: 200 });
	expect(await fetchIntercepted(failing)).toMatchObject({ status: 500 });
});

test('discards everything after a response at the timeout', async () => {
	const received = await fetchIntercepted((response, respondNow) => {
		respondNow(LATER);
		response.write('x');
		response.end(valid);
		respondNow(DEFAULT);
	});
	expect(received).toEqual({ status: 202, body: {}, problems: [] });
});
