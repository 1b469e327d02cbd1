import fastify from 'fastify';
import jsonwebtoken from 'jsonwebtoken';

/** What became of one request at the mock. */
export type Seen = {
	method: string;
	url: string;
	status: number;
	/** What the request breaks of the document, in Prism's words. */
	violations: string[];
};

/** Stands before Prism as ISC's gateway does: gives tokens, and notes what Prism finds wrong with each request. */
export type Gateway = {
	url: string;
	seen: Seen[];
	close(): Promise<void>;
};

type Violation = { location?: string[]; severity?: string; message?: string };

/**
 * @param prismUrl where Prism mocks the document
 * @param prefix of the paths, which the document has in its server's address: `/v2025`
 */
export async function startGateway(prismUrl: string, prefix = ''): Promise<Gateway> {
	const seen: Seen[] = [];
	const app = fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 1000 } });
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
	app.post('/oauth/token', () => ({
		access_token: jsonwebtoken.sign({ user_name: 'contract', client_id: 'contract' }, 'secret', {
			expiresIn: '1h',
		}),
		token_type: 'bearer',
		expires_in: 3600,
	}));
	app.all('/*', async (request, reply) => {
		const { method, url, headers, body } = request;
		const kept = Object.entries(headers).filter(
			([name]) => !['host', 'connection', 'content-length'].includes(name),
		);
		const answer = await fetch(prismUrl + url.slice(prefix.length), {
			method,
			headers: kept.map(([name, value]): [string, string] => [name, String(value)]),
			body: body === undefined ? undefined : new Uint8Array(body as Buffer),
		});
		const text = await answer.text();
		seen.push({ method, url, status: answer.status, violations: violationsIn(answer, text) });
		// What the mock makes up is not what is looked at here.
		return reply.code(200).header('content-type', 'application/json').send('{}');
	});
	const url = await app.listen({ host: '127.0.0.1', port: 0 });
	return { url, seen, close: () => app.close() };
}

function violationsIn(answer: Response, text: string): string[] {
	const list = JSON.parse(answer.headers.get('sl-violations') ?? '[]') as Violation[];
	const found = list
		.filter(({ location }) => location?.[0] === 'request')
		.map(({ location = [], message = '' }) => `${location.slice(1).join('.')}: ${message}`);
	const isUnknown = answer.status === 404 && text.includes('NO_PATH_MATCHED');
	const isRefused = [405].includes(answer.status) && text.includes('NO_METHOD_MATCHED');
	return isUnknown || isRefused ? [...found, 'no such operation'] : found;
}
