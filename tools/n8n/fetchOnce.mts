/**
 * Sends a request over a connection of its own. n8n closes idle connections after a few seconds, and a busy machine can send a
 * request over one that is just being closed.
 */
export const fetchOnce = async (
	url: string | URL,
	init: RequestInit & { headers?: Record<string, string> } = {},
): Promise<Response> =>
	await fetch(url, { ...init, headers: { ...init.headers, connection: 'close' } });
