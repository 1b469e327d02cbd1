import type { FastifyInstance } from 'fastify';
import { requireFile } from '../http/multipart.mts';
import type { SimulatorContext } from '../simulatorContext.mts';

const PATH = '/password-dictionary/v1';
const NAME = 'password-dictionary';

/** Adds the password dictionary: a file in the request and no response body, and a file in the response. */
export function addPasswordDictionaryRoutes(app: FastifyInstance, context: SimulatorContext): void {
	const { settings } = context.data;
	app.get(PATH, (_request, reply) =>
		reply.type('text/plain; charset=utf-8').send(String(settings.get(NAME)?.text ?? '')),
	);
	app.put(PATH, async (request, reply) => {
		const { bytes } = await requireFile(request, 'file');
		const status = settings.has(NAME) ? 200 : 201;
		settings.set(NAME, { text: bytes.toString() });
		return await reply.code(status).send();
	});
}
