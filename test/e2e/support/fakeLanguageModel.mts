import fastify from 'fastify';

type Message = { role: string; content?: unknown };
type Tool = { function: { name: string; description?: string; parameters?: unknown } };
type Asked = { messages: Message[]; tools?: Tool[] };

/** A fake language model. It calls its tool once, then repeats the response of the tool. */
export type Model = {
	/** Base URL for an OpenAI credential. */
	url: string;
	asked: Asked[];
	close(): Promise<void>;
};

/** @param values arguments of the tool call */
export async function startModel(values: Record<string, unknown>): Promise<Model> {
	const asked: Asked[] = [];
	const app = fastify({ forceCloseConnections: true });
	app.post('/v1/chat/completions', (request) => {
		const body = request.body as Asked;
		asked.push(body);
		const last = body.messages.at(-1);
		const message =
			last?.role === 'tool'
				? { role: 'assistant', content: `The tool said: ${JSON.stringify(last.content)}` }
				: {
						role: 'assistant',
						content: null,
						tool_calls: [
							{
								id: 'call_1',
								type: 'function',
								function: {
									name: body.tools?.[0]?.function.name,
									arguments: JSON.stringify(values),
								},
							},
						],
					};
		return {
			id: 'chatcmpl-1',
			object: 'chat.completion',
			created: 0,
			model: 'stand-in',
			choices: [
				{ index: 0, message, finish_reason: last?.role === 'tool' ? 'stop' : 'tool_calls' },
			],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		};
	});
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url: `${url}/v1`, asked, close: () => app.close() };
}
