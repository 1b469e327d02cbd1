import { createLogger } from '@stoplight/prism-core';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';
import { readDocument } from './prepareDocument.mts';

/** Mocks an OpenAPI document, and says of each request what it breaks of it. */
export async function startPrism(file: string) {
	const operations = await getHttpOperationsFromSpec(await readDocument(file));
	const server = createServer(operations, {
		components: { logger: createLogger('prism', { enabled: false }) },
		cors: false,
		config: {
			isProxy: false,
			checkSecurity: false,
			validateRequest: true,
			validateResponse: false,
			mock: { dynamic: false, ignoreExamples: false },
			errors: false,
			upstreamProxy: undefined,
		},
	});
	const url = await server.listen(0, '127.0.0.1');
	return { url, close: () => server.close() };
}
