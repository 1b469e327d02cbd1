import type { FastifyRequest } from 'fastify';

/** The parameters of a token request, in any of the supported places. */
export type TokenParameters = Record<string, string | undefined>;

async function multipartFields(request: FastifyRequest): Promise<TokenParameters> {
	const fields: TokenParameters = {};
	for await (const part of request.parts()) {
		if (part.type === 'field') fields[part.fieldname] = String(part.value);
		else await part.toBuffer();
	}
	return fields;
}

// Most clients encode both parts, some don't.
function decoded(value: string): string {
	try {
		return decodeURIComponent(value.replace(/\+/g, ' '));
	} catch {
		return value;
	}
}

function basicCredentials(header: string | undefined): TokenParameters {
	const encoded = /^Basic\s+(\S+)$/i.exec(header ?? '')?.[1];
	if (!encoded) return {};
	const text = Buffer.from(encoded, 'base64').toString();
	const colon = text.indexOf(':');
	return {
		client_id: decoded(text.slice(0, colon)),
		client_secret: decoded(text.slice(colon + 1)),
	};
}

/**
 * Collects the parameters of a token request: query, header, body. Later ones take precedence.
 * A JSON body isn't read, because nothing published says that a tenant would.
 */
export async function parseTokenRequest(request: FastifyRequest): Promise<TokenParameters> {
	const type = request.headers['content-type'] ?? '';
	let body: TokenParameters = {};
	if (request.isMultipart()) body = await multipartFields(request);
	else if (type.startsWith('application/x-www-form-urlencoded'))
		body = request.body as TokenParameters;
	return {
		...(request.query as TokenParameters),
		...basicCredentials(request.headers.authorization),
		...body,
	};
}
